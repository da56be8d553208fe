package dev.gatehouse.bootstrap.logging;

import java.util.HexFormat;
import java.util.StringJoiner;

/** An object of strings as JSON (RFC 8259), in plain ASCII and on one line; in the making. */
public final class JsonText {
  private final StringJoiner members = new StringJoiner(",", "{", "}");

  /** Adds a member. */
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
