package dev.gatehouse.bootstrap.settings;

import dev.gatehouse.bootstrap.settings.Settings.LogFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The system properties for the logging library. It reads them on first use. */
public final class LogProperties {
  private LogProperties() {}

  /**
   * Returns the properties for the server or for a command. A wrong value counts as unset; {@link
   * SettingsReader} reports it.
   *
   * @param variables the environment variables
   */
  public static Map<String, String> of(Map<String, String> variables, boolean serving) {
    Environment environment =
        new Environment(
            List.of(ServerDeclarations.LOG_LEVEL, ServerDeclarations.LOG_FORMAT), variables);
    LogFormat format = environment.get(ServerDeclarations.LOG_FORMAT);
    return Map.of(
        "gatehouse.log.target", serving ? "System.out" : "System.err",
        "gatehouse.log.format", format.name().toLowerCase(Locale.ROOT),
        "gatehouse.log.level", environment.get(ServerDeclarations.LOG_LEVEL));
  }
}
