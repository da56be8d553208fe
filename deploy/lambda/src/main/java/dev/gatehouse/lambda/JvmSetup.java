package dev.gatehouse.lambda;

import dev.gatehouse.bootstrap.settings.LogProperties;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Corrects what the runtime client of Lambda does to the JVM. */
final class JvmSetup {
  private static final String WEAK_TLS = "jdk.tls.disabledAlgorithms";

  private JvmSetup() {}

  /** Does it. Call it before TLS is used or anything is logged. */
  static void run(Map<String, String> variables) {
    restoreTls();
    log(variables);
  }

  /** The client sets an old list, with which TLS 1.0 and 1.1 come back. */
  static void restoreTls() {
    Path file = Path.of(System.getProperty("java.home"), "conf", "security", "java.security");
    Properties defaults = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      defaults.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("the defaults for TLS cannot be read", e);
    }
    Security.setProperty(WEAK_TLS, defaults.getProperty(WEAK_TLS));
  }

  /**
   * The class loader of the client hides our logging library from {@link System#getLogger}, which
   * then uses that of the JDK.
   */
  private static void log(Map<String, String> variables) {
    Map<String, String> properties = LogProperties.of(variables, true);
    properties.forEach(System::setProperty);
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    Logger.getLogger("").setLevel(level(properties.getOrDefault("gatehouse.log.level", "INFO")));
  }

  private static Level level(String name) {
    return switch (name) {
      case "ERROR" -> Level.SEVERE;
      case "WARN" -> Level.WARNING;
      case "DEBUG" -> Level.FINE;
      case "TRACE" -> Level.FINER;
      default -> Level.INFO;
    };
  }
}
