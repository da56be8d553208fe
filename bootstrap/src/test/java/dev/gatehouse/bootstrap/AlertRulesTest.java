package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.harness.emulator.Execution;
import dev.gatehouse.harness.emulator.RequiresTool;
import dev.gatehouse.harness.emulator.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Checks that Prometheus accepts the alert rules, and that each alert fires when it should. */
@RequiresTool(Tool.PROMTOOL)
final class AlertRulesTest {
  private static final Path ALERTS = Path.of("..", "docs", "alerts");

  @Test
  void alert_rules_file_is_valid() throws IOException {
    assertSucceeds("check", "gatehouse.rules.yml");
  }

  @Test
  void alerts_fire_for_problems_only() throws IOException {
    assertSucceeds("test", "gatehouse.rules.test.yml");
  }

  private static void assertSucceeds(String verb, String file) throws IOException {
    Execution promtool =
        Execution.of(
            new ProcessBuilder("promtool", verb, "rules", file).directory(ALERTS.toFile()),
            Duration.ofMinutes(1));

    assertThat(promtool.exitCode()).as(promtool.output() + promtool.errors()).isZero();
    assertThat(promtool.output()).contains("SUCCESS");
  }
}
