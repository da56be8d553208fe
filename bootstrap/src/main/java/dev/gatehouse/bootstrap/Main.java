package dev.gatehouse.bootstrap;

import dev.gatehouse.bootstrap.command.Commands;
import dev.gatehouse.bootstrap.command.ServeCommand;
import dev.gatehouse.bootstrap.terminal.ExitCode;
import dev.gatehouse.bootstrap.terminal.Terminal;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Serves Gatehouse, or does what an operator asks. */
public final class Main {
  private Main() {}

  /**
   * Serves until a signal ends it; with a command, does that alone.
   *
   * <p>Exits with 2 on wrong use and wrong settings, with 1 when what was asked for fails.
   */
  public static void main(String[] words) {
    Map<String, String> variables = System.getenv();
    Terminal terminal = Terminal.ofThisProcess(variables);
    Consumer<Map<String, String>> properties = it -> it.forEach(System::setProperty);
    // The usual words need no parser: loading it takes a tenth of the start.
    int code =
        words.length == 0
            ? new ServeCommand(variables, terminal, properties).run(List.of())
            : new Commands(variables, terminal, properties).run(List.of(words));
    if (code != ExitCode.SERVING) {
      System.exit(code);
    }
  }
}
