package dev.gatehouse.bootstrap.command;

import dev.gatehouse.adapter.http.spi.Feature;
import dev.gatehouse.bootstrap.server.Serving;
import dev.gatehouse.bootstrap.settings.FeatureJars;
import dev.gatehouse.bootstrap.settings.LogProperties;
import dev.gatehouse.bootstrap.settings.SettingsReader;
import dev.gatehouse.bootstrap.terminal.CommandFailedException;
import dev.gatehouse.bootstrap.terminal.ExitCode;
import dev.gatehouse.bootstrap.terminal.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The command {@code serve}, which is also the default. */
public final class ServeCommand {
  private final Map<String, String> variables;
  private final Terminal terminal;
  private final Consumer<Map<String, String>> properties;

  public ServeCommand(
      Map<String, String> variables, Terminal terminal, Consumer<Map<String, String>> properties) {
    this.variables = variables;
    this.terminal = terminal;
    this.properties = properties;
  }

  /**
   * Starts the server; returns {@link ExitCode#SERVING}, or the exit code.
   *
   * @param features jars with features, and folders with such jars
   */
  public int run(List<Path> features) {
    properties.accept(LogProperties.of(variables, true));
    try {
      List<Feature> loaded = FeatureJars.load(features);
      Serving.start(SettingsReader.read(variables, loaded).valid(), loaded, variables);
      return ExitCode.SERVING;
    } catch (CommandFailedException e) {
      return e.tell(terminal);
    }
  }
}
