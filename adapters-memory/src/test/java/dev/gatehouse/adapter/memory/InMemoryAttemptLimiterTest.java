package dev.gatehouse.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.limit.AttemptDecision.Refused;
import dev.gatehouse.domain.limit.Budget;
import dev.gatehouse.domain.limit.Limit;
import dev.gatehouse.domain.limit.Limits;
import dev.gatehouse.domain.port.AttemptLimiter;
import dev.gatehouse.testkit.AttemptLimiterContract;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InMemoryAttemptLimiterTest extends AttemptLimiterContract {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);
  private static final Limits ONCE =
      Limits.DEFAULT
          .with(Limit.LOGIN_ATTEMPTS_PER_ACCOUNT, 1)
          .with(Limit.LOGIN_ATTEMPTS_PER_ADDRESS, 1);

  @Override
  protected AttemptLimiter limiter(Limits limits, InstantSource clock) {
    return new InMemoryAttemptLimiter(limits, 1000, clock);
  }

  @Test
  void number_of_budgets_does_not_exceed_the_capacity() {
    InMemoryAttemptLimiter limiter = new InMemoryAttemptLimiter(ONCE, 100, CLOCK);

    for (int i = 0; i < 10_000; i++) {
      limiter.tryAcquire(List.of(ofAccount(i)));
    }

    assertThat(limiter.size()).isLessThanOrEqualTo(100);
  }

  @Test
  void many_attempts_at_one_limit_keep_the_other_limits() {
    AttemptLimiter limiter = new InMemoryAttemptLimiter(ONCE, 100, CLOCK);
    Budget here = new Budget(Limit.LOGIN_ATTEMPTS_PER_ADDRESS, null, ClientAddress.of("192.0.2.1"));
    limiter.tryAcquire(List.of(here));

    for (int i = 0; i < 10_000; i++) {
      limiter.tryAcquire(List.of(ofAccount(i)));
    }

    assertThat(limiter.tryAcquire(List.of(here))).isInstanceOf(Refused.class);
  }

  @Test
  void duplicate_budget_is_refused() {
    AttemptLimiter limiter = new InMemoryAttemptLimiter(ONCE, 100, CLOCK);

    assertThatIllegalStateException()
        .isThrownBy(() -> limiter.tryAcquire(List.of(ofAccount(1), ofAccount(1))));
  }

  @Test
  void capacity_must_be_positive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new InMemoryAttemptLimiter(Limits.DEFAULT, 0, CLOCK));
  }

  private static Budget ofAccount(int number) {
    return new Budget(Limit.LOGIN_ATTEMPTS_PER_ACCOUNT, new Username("user-" + number), null);
  }
}
