package dev.gatehouse.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.bootstrap.metrics.TokenVerifications;
import org.junit.jupiter.api.Test;

final class RefusalExplanationTest {
  @Test
  void every_refusal_reason_has_a_unique_meaning_and_remedy() {
    assertThat(TokenVerifications.REASONS)
        .map(RefusalExplanation::of)
        .allSatisfy(explanation -> assertThat(explanation.remedy()).isNotBlank())
        .extracting(RefusalExplanation::meaning)
        .doesNotHaveDuplicates()
        .allSatisfy(meaning -> assertThat(meaning).endsWith("."));
  }
}
