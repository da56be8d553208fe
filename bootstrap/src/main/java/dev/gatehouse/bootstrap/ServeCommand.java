package dev.gatehouse.bootstrap;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** {@code gatehouse serve}, which is also what is done without a command. */
final class ServeCommand {
  private final Map<String, String> variables;
  private final Terminal terminal;
  private final Consumer<Map<String, String>> properties;

  ServeCommand(
      Map<String, String> variables, Terminal terminal, Consumer<Map<String, String>> properties) {
    this.variables = variables;
    this.terminal = terminal;
    this.properties = properties;
  }

  /**
   * Starts to serve; returns {@link Commands#SERVING}, or the exit code.
   *
   * @param features jars of features, and folders of such jars
   */
  int run(List<Path> features) {
    properties.accept(LogProperties.of(variables, true));
    try {
      Serving.start(SettingsReader.read(variables).valid(), features, variables);
      return Commands.SERVING;
    } catch (CommandFailedException e) {
      return e.tell(terminal);
    }
  }
}
