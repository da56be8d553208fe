package dev.gatehouse.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.Ticker;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.limit.AttemptDecision.Allowed;
import dev.gatehouse.domain.limit.AttemptDecision.Refused;
import dev.gatehouse.domain.limit.Budget;
import dev.gatehouse.domain.limit.Limit;
import dev.gatehouse.domain.limit.Limits;
import dev.gatehouse.domain.port.AttemptLimiter;
import dev.gatehouse.testkit.AttemptLimiterContract;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class InMemoryAttemptLimiterTest extends AttemptLimiterContract {
  private static final Limits ONCE =
      Limits.DEFAULT
          .with(Limit.LOGIN_ATTEMPTS_PER_ACCOUNT, 1)
          .with(Limit.LOGIN_ATTEMPTS_PER_ADDRESS, 1);

  private Duration passed = Duration.ZERO;

  @Override
  protected AttemptLimiter limiter(Limits limits, Ticker ticker) {
    return new InMemoryAttemptLimiter(limits, 1000, ticker);
  }

  @Test
  void number_of_budgets_does_not_exceed_the_capacity() {
    InMemoryAttemptLimiter limiter = new InMemoryAttemptLimiter(ONCE, 100, this::nanoTime);

    for (int i = 0; i < 10_000; i++) {
      limiter.tryAcquire(List.of(ofAccount(i)));
    }

    assertThat(limiter.size()).isEqualTo(100);
  }

  @Test
  void made_up_names_do_not_refill_a_used_up_budget() {
    AttemptLimiter limiter = new InMemoryAttemptLimiter(ONCE, 100, this::nanoTime);
    limiter.tryAcquire(List.of(ofAccount(-1)));

    for (int i = 0; i < 30_000; i++) {
      limiter.tryAcquire(List.of(ofAccount(i)));
    }

    assertThat(limiter.tryAcquire(List.of(ofAccount(-1)))).isInstanceOf(Refused.class);
  }

  @Test
  void new_budgets_share_common_ones_while_there_is_no_space() {
    AttemptLimiter limiter = new InMemoryAttemptLimiter(ONCE, 100, this::nanoTime);

    assertThat(allowed(limiter, 0, 10_000)).isEqualTo(100 + 256);
  }

  @Test
  void full_budgets_make_space_for_new_ones() {
    InMemoryAttemptLimiter limiter = new InMemoryAttemptLimiter(ONCE, 100, this::nanoTime);
    allowed(limiter, 0, 10_000);

    passed = Limit.LOGIN_ATTEMPTS_PER_ACCOUNT.window();

    assertThat(allowed(limiter, 10_000, 10_100)).isEqualTo(100);
    assertThat(limiter.size()).isLessThanOrEqualTo(100);
  }

  private static long allowed(AttemptLimiter limiter, int from, int to) {
    return IntStream.range(from, to)
        .filter(i -> limiter.tryAcquire(List.of(ofAccount(i))) instanceof Allowed)
        .count();
  }

  @Test
  void many_attempts_at_one_limit_keep_the_other_limits() {
    AttemptLimiter limiter = new InMemoryAttemptLimiter(ONCE, 100, this::nanoTime);
    Budget here =
        new Budget(Limit.LOGIN_ATTEMPTS_PER_ADDRESS, null, ClientAddress.of("192.0.2.1").network());
    limiter.tryAcquire(List.of(here));

    for (int i = 0; i < 10_000; i++) {
      limiter.tryAcquire(List.of(ofAccount(i)));
    }

    assertThat(limiter.tryAcquire(List.of(here))).isInstanceOf(Refused.class);
  }

  @Test
  void duplicate_budget_is_refused() {
    AttemptLimiter limiter = new InMemoryAttemptLimiter(ONCE, 100, this::nanoTime);

    assertThatIllegalStateException()
        .isThrownBy(() -> limiter.tryAcquire(List.of(ofAccount(1), ofAccount(1))));
  }

  @Test
  void capacity_must_be_positive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new InMemoryAttemptLimiter(Limits.DEFAULT, 0, this::nanoTime));
  }

  private static Budget ofAccount(int number) {
    return new Budget(Limit.LOGIN_ATTEMPTS_PER_ACCOUNT, new Username("user-" + number), null);
  }

  private long nanoTime() {
    return passed.toNanos();
  }
}
