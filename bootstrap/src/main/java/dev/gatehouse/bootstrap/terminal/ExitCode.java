package dev.gatehouse.bootstrap.terminal;

/** The exit codes of the process. */
public final class ExitCode {
  /** The command did what was asked. */
  public static final int DONE = 0;

  /** The command failed. */
  public static final int FAILED = 1;

  /** The command line or a setting is wrong. */
  static final int WRONG_USE = 2;

  /** No exit code: the server runs, and the process continues. */
  public static final int SERVING = -1;

  private ExitCode() {}
}
