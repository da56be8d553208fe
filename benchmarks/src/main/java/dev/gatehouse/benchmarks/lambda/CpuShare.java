package dev.gatehouse.benchmarks.lambda;

import java.util.List;

/** How much CPU time a function has. The load, and what limits the function, use the other core. */
enum CpuShare {
  ONE_CORE("one core", "taskset -c 0"),
  HALF_A_CORE("half a core", "cpulimit --quiet --limit=50 --foreground -- taskset -c 0");

  private final String text;
  private final String command;

  CpuShare(String text, String command) {
    this.text = text;
    this.command = command;
  }

  /** Returns the command that runs the command of a function. */
  List<String> command() {
    return List.of(command.split(" ", -1));
  }

  @Override
  public String toString() {
    return text;
  }
}
