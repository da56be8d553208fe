package dev.gatehouse.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.domain.AttemptDecision.Refused;
import dev.gatehouse.domain.AttemptLimit;
import dev.gatehouse.domain.AttemptScope;
import dev.gatehouse.domain.AttemptScope.Proofs;
import dev.gatehouse.domain.AttemptScope.Requests;
import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.port.AttemptLimiter;
import dev.gatehouse.testkit.AttemptLimiterContract;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

final class InMemoryAttemptLimiterTest extends AttemptLimiterContract {
  private static final AttemptLimit ONCE = new AttemptLimit(1, Duration.ofHours(1));

  @Override
  protected AttemptLimiter limiter(InstantSource clock) {
    return new InMemoryAttemptLimiter(1000, clock);
  }

  @Test
  void no_more_scopes_are_held_than_there_is_room_for() {
    InMemoryAttemptLimiter limiter =
        new InMemoryAttemptLimiter(100, InstantSource.fixed(Instant.EPOCH));

    for (int i = 0; i < 10_000; i++) {
      limiter.take(new Proofs(new Username("user-" + i)), ONCE);
    }

    assertThat(limiter.size()).isLessThanOrEqualTo(100);
  }

  @Test
  void who_fills_one_kind_makes_no_other_forget() {
    AttemptLimiter limiter = new InMemoryAttemptLimiter(100, InstantSource.fixed(Instant.EPOCH));
    AttemptScope here = new Requests(ClientAddress.of("192.0.2.1"));
    limiter.take(here, ONCE);

    for (int i = 0; i < 10_000; i++) {
      limiter.take(new Proofs(new Username("user-" + i)), ONCE);
    }

    assertThat(limiter.take(here, ONCE)).isInstanceOf(Refused.class);
  }

  @Test
  void there_must_be_room() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new InMemoryAttemptLimiter(0, InstantSource.system()));
  }
}
