package dev.gatehouse.bootstrap.logging;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The system properties for the logging library. It reads them on first use. */
public final class LogProperties {
  private LogProperties() {}

  /**
   * Returns the properties for the server or for a command.
   *
   * @param variables the environment variables; an empty variable counts as unset
   */
  public static SequencedMap<String, String> of(Map<String, String> variables, boolean serving) {
    SequencedMap<String, String> properties = new LinkedHashMap<>();
    properties.put("gatehouse.log.target", serving ? "System.out" : "System.err");
    properties.put("gatehouse.log.format", or(variables.get("LOG_FORMAT"), "text"));
    properties.put("gatehouse.log.level", or(variables.get("LOG_LEVEL"), "INFO"));
    return properties;
  }

  private static String or(@Nullable String text, String otherwise) {
    return text == null || text.isBlank() ? otherwise : text.strip();
  }
}
