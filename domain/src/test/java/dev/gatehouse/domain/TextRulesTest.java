package dev.gatehouse.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class TextRulesTest {
  private final AtomicInteger normalized = new AtomicInteger();

  private String form(String text) {
    normalized.incrementAndGet();
    return text;
  }

  @Test
  void too_long_text_is_not_normalized() {
    assertThat(TextRules.of("x".repeat(44), 1, 10, this::form).violations())
        .containsExactly(new Violation("too_long", "Use at most 10 characters."));
    assertThat(normalized).hasValue(0);
  }

  @Test
  void too_long_text_is_not_checked_against_further_rules() {
    assertThat(
            TextRules.of("x".repeat(11), 1, 10, this::form)
                .requireEach(_ -> false, "forbidden", "No.")
                .requireAny(_ -> false, "missing", "No.")
                .require(_ -> false, "wrong", "No.")
                .violations())
        .containsExactly(new Violation("too_long", "Use at most 10 characters."));
  }

  @Test
  void other_violations_are_reported_together() {
    assertThat(
            TextRules.of("", 8, 10)
                .requireAny(_ -> true, "missing", "No.")
                .require(_ -> false, "wrong", "No.")
                .violations())
        .extracting(Violation::rule)
        .containsExactly("too_short", "missing", "wrong");
  }
}
