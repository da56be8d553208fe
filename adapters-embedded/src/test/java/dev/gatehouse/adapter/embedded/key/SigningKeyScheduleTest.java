package dev.gatehouse.adapter.embedded.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.embedded.key.SigningKeySchedule.ScheduledKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SigningKeyScheduleTest {
  private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private static final ScheduledKey FIRST = key("first", START, HOUR);
  private static final ScheduledKey SECOND = key("second", START.plus(DAY), HOUR);
  private static final ScheduledKey THIRD = key("third", START.plus(DAY.multipliedBy(2)), HOUR);
  private static final SigningKeySchedule SCHEDULE =
      new SigningKeySchedule(List.of(FIRST, SECOND, THIRD));

  @Test
  void key_signs_until_the_next_key_starts_to_sign() {
    assertThat(SCHEDULE.signing(START)).isEqualTo(FIRST);
    assertThat(SCHEDULE.signing(SECOND.signsFrom().minusMillis(1))).isEqualTo(FIRST);
    assertThat(SCHEDULE.signing(SECOND.signsFrom())).isEqualTo(SECOND);
    assertThat(SCHEDULE.signing(THIRD.signsFrom().minusMillis(1))).isEqualTo(SECOND);
    assertThat(SCHEDULE.signing(THIRD.signsFrom().plus(DAY))).isEqualTo(THIRD);
  }

  @Test
  void first_key_signs_even_before_its_start_time() {
    assertThat(SCHEDULE.signing(START.minus(DAY))).isEqualTo(FIRST);
    assertThat(SCHEDULE.published(START.minus(DAY))).containsExactly(FIRST, SECOND, THIRD);
  }

  @Test
  void empty_schedule_has_no_signing_key() {
    SigningKeySchedule empty = new SigningKeySchedule(List.of());

    assertThat(empty.signing(START)).isNull();
    assertThat(empty.signingFrom(START)).isEmpty();
    assertThat(empty.published(START)).isEmpty();
  }

  @Test
  void schedule_returns_current_and_future_signing_keys() {
    assertThat(SCHEDULE.signingFrom(START)).containsExactly(FIRST, SECOND, THIRD);
    assertThat(SCHEDULE.signingFrom(SECOND.signsFrom())).containsExactly(SECOND, THIRD);
    assertThat(SCHEDULE.signingFrom(THIRD.signsFrom())).containsExactly(THIRD);
  }

  @Test
  void key_is_published_two_minutes_longer_than_its_tokens() {
    Instant end = SECOND.signsFrom().plus(HOUR).plusSeconds(120);

    assertThat(SCHEDULE.published(end.minusMillis(1))).containsExactly(FIRST, SECOND, THIRD);
    assertThat(SCHEDULE.published(end)).containsExactly(SECOND, THIRD);
    assertThat(SCHEDULE.publicationOfPredecessorEnds("second")).isEqualTo(end);
    assertThat(SCHEDULE.publicationOfPredecessorEnds("first")).isNull();
  }

  @Test
  void last_key_is_always_published() {
    assertThat(SCHEDULE.published(THIRD.signsFrom().plus(Duration.ofDays(9999))))
        .containsExactly(THIRD);
  }

  private static ScheduledKey key(String id, Instant signsFrom, Duration tokenLifetime) {
    return new ScheduledKey(id, "{}", signsFrom, tokenLifetime);
  }
}
