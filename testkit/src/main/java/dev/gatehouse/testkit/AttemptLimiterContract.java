package dev.gatehouse.testkit;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.Network;
import dev.gatehouse.domain.Ticker;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.limit.AttemptDecision;
import dev.gatehouse.domain.limit.AttemptDecision.Allowed;
import dev.gatehouse.domain.limit.AttemptDecision.Refused;
import dev.gatehouse.domain.limit.Budget;
import dev.gatehouse.domain.limit.Limit;
import dev.gatehouse.domain.limit.Limits;
import dev.gatehouse.domain.port.AttemptLimiter;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests that every {@code AttemptLimiter} must pass. */
public abstract class AttemptLimiterContract {
  private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
  private static final Limits THREE_EACH =
      new Limits(Arrays.stream(Limit.values()).collect(toMap(limit -> limit, _ -> 3)));
  private static final Username ALICE = new Username("alice");
  private static final Username BOB = new Username("bob");
  private static final Network HERE = ClientAddress.of("192.0.2.1").network();
  private static final Network THERE = ClientAddress.of("2001:db8::").network();
  private static final Budget BUDGET = new Budget(Limit.LOGIN_ATTEMPTS, ALICE, HERE);

  /** A budget whose attempts take longer to become available again. */
  private static final Budget SLOW_BUDGET =
      new Budget(Limit.LOGIN_ATTEMPTS_PER_ACCOUNT, ALICE, null);

  private final AtomicReference<Instant> now = new AtomicReference<>(START);

  /**
   * Returns a limiter that has counted no attempt yet.
   *
   * @param limits how many attempts are allowed
   * @param ticker measures time for the limiter
   */
  protected abstract AttemptLimiter limiter(Limits limits, Ticker ticker);

  private long nanoTime() {
    return Duration.between(START, now.get()).toNanos();
  }

  private AttemptLimiter limiter() {
    return limiter(THREE_EACH, this::nanoTime);
  }

  @Test
  void attempts_up_to_the_limit_are_allowed() {
    AttemptLimiter limiter = limiter();

    for (int i = 0; i < 3; i++) {
      assertThat(limiter.tryAcquire(List.of(BUDGET, SLOW_BUDGET))).isEqualTo(new Allowed());
    }
    assertThat(limiter.tryAcquire(List.of(BUDGET))).isInstanceOf(Refused.class);
    assertThat(limiter.tryAcquire(List.of(SLOW_BUDGET))).isInstanceOf(Refused.class);
  }

  @Test
  void simultaneous_attempts_do_not_exceed_the_limit() {
    AttemptLimiter limiter = limiter();

    List<AttemptDecision> decisions =
        ProviderContract.simultaneously(
            Collections.nCopies(100, () -> limiter.tryAcquire(List.of(BUDGET, SLOW_BUDGET))));

    assertThat(decisions).filteredOn(Allowed.class::isInstance).hasSize(3);
  }

  @Test
  void refused_attempt_is_allowed_after_the_wait_time() {
    AttemptLimiter limiter = limiter();
    exhaust(limiter, BUDGET);
    Duration wait = exhaust(limiter, SLOW_BUDGET);

    assertThat(wait).isPositive().isLessThanOrEqualTo(SLOW_BUDGET.limit().window());
    assertThat(limiter.tryAcquire(List.of(BUDGET, SLOW_BUDGET)))
        .isEqualTo(new Refused(SLOW_BUDGET, wait));
    assertThat(limiter.tryAcquire(List.of(SLOW_BUDGET, BUDGET)))
        .isEqualTo(new Refused(SLOW_BUDGET, wait));

    now.set(START.plus(wait));
    assertThat(limiter.tryAcquire(List.of(BUDGET, SLOW_BUDGET))).isEqualTo(new Allowed());
  }

  @Test
  void refused_attempts_do_not_extend_the_wait_time() {
    AttemptLimiter limiter = limiter();
    Duration wait = exhaust(limiter, BUDGET);
    for (int i = 0; i < 50; i++) {
      assertThat(limiter.tryAcquire(List.of(BUDGET))).isInstanceOf(Refused.class);
    }

    now.set(START.plus(wait));

    assertThat(limiter.tryAcquire(List.of(BUDGET))).isEqualTo(new Allowed());
  }

  @Test
  void attempt_refused_by_one_budget_uses_no_other_budget() {
    AttemptLimiter limiter = limiter();
    exhaust(limiter, BUDGET);

    for (int i = 0; i < 10; i++) {
      assertThat(limiter.tryAcquire(List.of(SLOW_BUDGET, BUDGET))).isInstanceOf(Refused.class);
      assertThat(limiter.tryAcquire(List.of(BUDGET, SLOW_BUDGET))).isInstanceOf(Refused.class);
    }

    assertThat(allowed(limiter, SLOW_BUDGET)).isEqualTo(3);
  }

  @Test
  void budget_refills_over_the_window() {
    AttemptLimiter limiter = limiter();
    exhaust(limiter, BUDGET);

    now.set(START.plus(BUDGET.limit().window().dividedBy(3)));
    assertThat(allowed(limiter, BUDGET)).isEqualTo(1);

    now.set(START.plus(BUDGET.limit().window().multipliedBy(300)));
    assertThat(allowed(limiter, BUDGET)).isEqualTo(3);
  }

  @Test
  void budgets_are_independent() {
    AttemptLimiter limiter = limiter();
    exhaust(limiter, BUDGET);

    assertThat(Stream.of(Limit.values()).flatMap(AttemptLimiterContract::budgets))
        .filteredOn(budget -> !budget.equals(BUDGET))
        .allSatisfy(other -> assertThat(allowed(limiter, other)).isEqualTo(3));
  }

  @Test
  void larger_networks_have_budgets_of_their_own() {
    AttemptLimiter limiter = limiter();
    List<Budget> blocks =
        ClientAddress.of("2001:db8::1").networks().stream()
            .map(network -> new Budget(Limit.REQUESTS_PER_ADDRESS, null, network))
            .toList();

    assertThat(blocks).map(block -> allowed(limiter, block)).containsExactly(3, 12, 48);
  }

  private static Stream<Budget> budgets(Limit limit) {
    return Stream.of(
        budget(limit, ALICE, HERE),
        budget(limit, ALICE, THERE),
        budget(limit, ALICE, null),
        budget(limit, BOB, HERE),
        budget(limit, BOB, null),
        new Budget(limit, null, null, "alice@example.com"),
        new Budget(limit, null, null, "bob@example.com"),
        budget(limit, null, HERE),
        budget(limit, null, THERE));
  }

  private static Budget budget(
      Limit limit, @Nullable Username username, @Nullable Network network) {
    return new Budget(limit, username, network);
  }

  @Test
  void names_that_differ_only_in_case_share_a_budget() {
    AttemptLimiter limiter = limiter();
    exhaust(limiter, BUDGET);

    assertThat(limiter.tryAcquire(List.of(new Budget(BUDGET.limit(), new Username("ALICE"), HERE))))
        .isInstanceOf(Refused.class);
  }

  @Test
  void disabled_limit_refuses_nothing() {
    AttemptLimiter limiter = limiter(THREE_EACH.with(BUDGET.limit(), 0), this::nanoTime);

    assertThat(allowed(limiter, BUDGET)).isEqualTo(50);
    exhaust(limiter, SLOW_BUDGET);
    assertThat(limiter.tryAcquire(List.of(BUDGET, SLOW_BUDGET))).isInstanceOf(Refused.class);
    limiter.release(List.of(BUDGET));
    assertThat(limiter.tryAcquire(List.of())).isEqualTo(new Allowed());
  }

  @Test
  void released_attempt_is_available_again() {
    AttemptLimiter limiter = limiter();
    exhaust(limiter, BUDGET);
    exhaust(limiter, SLOW_BUDGET);

    limiter.release(List.of(BUDGET, SLOW_BUDGET));

    assertThat(allowed(limiter, BUDGET)).isEqualTo(1);
    assertThat(allowed(limiter, SLOW_BUDGET)).isEqualTo(1);
  }

  @Test
  void releases_do_not_raise_the_limit() {
    AttemptLimiter limiter = limiter();
    for (int i = 0; i < 10; i++) {
      limiter.release(List.of(BUDGET));
    }

    assertThat(allowed(limiter, BUDGET)).isEqualTo(3);
  }

  /** Uses up the budget. Returns the wait time that the limiter then reports. */
  private static Duration exhaust(AttemptLimiter limiter, Budget budget) {
    for (int i = 0; i < 3; i++) {
      assertThat(limiter.tryAcquire(List.of(budget))).isEqualTo(new Allowed());
    }
    return switch (limiter.tryAcquire(List.of(budget))) {
      case Refused(_, var retryAfter) -> retryAfter;
      case Allowed() -> throw new AssertionError("a fourth attempt was allowed");
    };
  }

  /** Makes ten attempts and returns how many of them are allowed. */
  private static int allowed(AttemptLimiter limiter, Budget budget) {
    int allowed = 0;
    for (int i = 0; i < 50; i++) {
      if (limiter.tryAcquire(List.of(budget)) instanceof Allowed) {
        allowed++;
      }
    }
    return allowed;
  }
}
