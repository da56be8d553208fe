package dev.gatehouse.bootstrap.terminal;

import java.util.List;

/** Ends a command with an exit code and error lines. */
public final class CommandFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final transient List<String> lines;

  private CommandFailedException(int exitCode, List<String> lines) {
    super(String.join("; ", lines));
    this.exitCode = exitCode;
    this.lines = List.copyOf(lines);
  }

  public static CommandFailedException failed(String line) {
    return new CommandFailedException(ExitCode.FAILED, List.of(line));
  }

  public static CommandFailedException wrongUse(List<String> lines) {
    return new CommandFailedException(ExitCode.WRONG_USE, lines);
  }

  public static CommandFailedException wrongUse(String line) {
    return wrongUse(List.of(line));
  }

  /** Prints the lines; returns the exit code. */
  public int tell(Terminal terminal) {
    for (String line : lines) {
      terminal
          .err()
          .println(terminal.styled("fg(red)", "gatehouse:") + " " + Terminal.harmless(line));
    }
    return exitCode;
  }
}
