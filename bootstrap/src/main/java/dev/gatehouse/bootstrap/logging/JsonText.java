package dev.gatehouse.bootstrap.logging;

import java.util.HexFormat;
import java.util.StringJoiner;

/** Builds a JSON object (RFC 8259) of strings, in ASCII and on one line. */
public final class JsonText {
  private final StringJoiner members = new StringJoiner(",", "{", "}");

  /** Adds a field. */
  public JsonText put(String name, String value) {
    members.add(quoted(name) + ":" + quoted(value));
    return this;
  }

  @Override
  public String toString() {
    return members.toString();
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        quoted.append("\\u").append(HexFormat.of().toHexDigits(c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
