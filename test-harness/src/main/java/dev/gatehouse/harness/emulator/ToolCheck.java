package dev.gatehouse.harness.emulator;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Skips or fails tests whose tools are missing. */
final class ToolCheck {
  private final Map<String, String> environment;
  private final boolean mayNotSkip;
  private final Consumer<String> console;
  private final Map<Tool, Optional<String>> lacks = new ConcurrentHashMap<>();

  /**
   * Creates a check of a machine.
   *
   * @param environment the machine's environment variables
   * @param console receives one line for each missing tool
   */
  ToolCheck(Map<String, String> environment, Consumer<String> console) {
    this.environment = Map.copyOf(environment);
    this.mayNotSkip = "true".equals(environment.get("CI"));
    this.console = console;
  }

  /** Returns if the tool is installed. Otherwise skips the calling test, or fails it on CI. */
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
