package dev.gatehouse.bootstrap;

import dev.gatehouse.bootstrap.command.Commands;
import dev.gatehouse.bootstrap.command.ServeCommand;
import dev.gatehouse.bootstrap.terminal.CommandFailedException;
import dev.gatehouse.bootstrap.terminal.ExitCode;
import dev.gatehouse.bootstrap.terminal.Terminal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Starts the server, or runs a command of an operator. */
public final class Main {
  private Main() {}

  /**
   * Serves until a signal ends the process. With a command, runs only that command.
   *
   * <p>Exits with 2 if the command line or a setting is wrong, and with 1 if the command fails.
   */
  public static void main(String[] words) {
    // What is printed and logged is the same everywhere: some locales write other digits.
    Locale.setDefault(Locale.ROOT);
    Map<String, String> variables = System.getenv();
    Terminal terminal = Terminal.ofThisProcess(variables);
    if (isUnreadable(words)) {
      System.exit(
          CommandFailedException.wrongUse(
                  "the arguments have characters that this locale does not; set LC_ALL=C.UTF-8")
              .tell(terminal));
    }
    Consumer<Map<String, String>> properties = it -> it.forEach(System::setProperty);
    // Starting the server needs no parser. Loading it would take a tenth of the start.
    int code =
        words.length == 0
            ? new ServeCommand(variables, terminal, properties).run(List.of())
            : new Commands(variables, terminal, properties).run(List.of(words));
    if (code != ExitCode.SERVING) {
      System.exit(code);
    }
  }

  /** The JVM replaces bytes of arguments that the encoding of the locale does not have. */
  private static boolean isUnreadable(String[] words) {
    return Stream.of(words).anyMatch(word -> word.contains("\ufffd"));
  }
}
