package dev.gatehouse.bootstrap;

import java.util.List;

/** A command ends here; its lines are for whoever called it. */
final class CommandFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What was asked for did not work. */
  static final int FAILED = 1;

  /** What was asked for, or a setting, makes no sense. */
  static final int WRONG_USE = 2;

  private final int exitCode;
  private final transient List<String> lines;

  private CommandFailedException(int exitCode, List<String> lines) {
    super(String.join("; ", lines));
    this.exitCode = exitCode;
    this.lines = List.copyOf(lines);
  }

  static CommandFailedException failed(String line) {
    return new CommandFailedException(FAILED, List.of(line));
  }

  static CommandFailedException wrongUse(List<String> lines) {
    return new CommandFailedException(WRONG_USE, lines);
  }

  static CommandFailedException wrongUse(String line) {
    return wrongUse(List.of(line));
  }

  /** Tells whoever called, and returns the exit code. */
  int tell(Terminal terminal) {
    for (String line : lines) {
      terminal
          .err()
          .println(terminal.styled("fg(red)", "gatehouse:") + " " + Terminal.harmless(line));
    }
    return exitCode;
  }
}
