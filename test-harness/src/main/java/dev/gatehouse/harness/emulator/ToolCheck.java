package dev.gatehouse.harness.emulator;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Lets tests pass where a tool is, and stops them where it is not. */
final class ToolCheck {
  private final Map<String, String> environment;
  private final boolean mayNotSkip;
  private final Consumer<String> console;
  private final Map<Tool, Optional<String>> lacks = new ConcurrentHashMap<>();

  /**
   * Looks at this machine.
   *
   * @param environment the machine's environment variables
   * @param console takes the lines that say which tests are skipped
   */
  ToolCheck(Map<String, String> environment, Consumer<String> console) {
    this.environment = Map.copyOf(environment);
    this.mayNotSkip = "true".equals(environment.get("CI"));
    this.console = console;
  }

  /** Returns where the tool is; elsewhere skips the test that asks, or fails it under CI. */
  void require(Tool tool) {
    lacks
        .computeIfAbsent(tool, this::lookFor)
        .ifPresent(mayNotSkip ? Assertions::fail : Assumptions::abort);
  }

  private Optional<String> lookFor(Tool tool) {
    Optional<String> lack = tool.lack(environment);
    if (!mayNotSkip) {
      lack.ifPresent(line -> console.accept("Tests are skipped: " + line));
    }
    return lack;
  }
}
