package dev.gatehouse.testkit;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A simple limiter without a memory bound, with one fault or none. */
final class ModelLimiter implements AttemptLimiter {
  private final LimiterFault fault;
  private final Limits limits;
  private final Ticker ticker;
  private final Map<Object, Account> accounts = new HashMap<>();

  /** The attempts left, with fractions, and the time at which that was so. */
  private record Account(double left, long at) {}

  ModelLimiter(LimiterFault fault, Limits limits, Ticker ticker) {
    this.fault = fault;
    this.limits = limits;
    this.ticker = ticker;
  }

  private boolean has(LimiterFault candidate) {
    return fault == candidate;
  }

  @Override
  public synchronized AttemptDecision tryAcquire(List<Budget> budgets) {
    if (has(LimiterFault.ALLOWS_ALL_AT_ONCE) && Thread.currentThread().isVirtual()) {
      return new Allowed();
    }
    Refused refused = null;
    for (Budget budget : budgets) {
      Duration wait = wait(budget);
      if (wait.isPositive()
          && (refused == null
              || (wait.compareTo(refused.retryAfter()) > 0
                  && !has(LimiterFault.TELLS_THE_FIRST_SPENT_BUDGET)))) {
        refused = new Refused(budget, wait);
      }
      if (has(LimiterFault.COUNTS_IN_THE_BUDGETS_BEFORE_THE_SPENT_ONE) && refused == null) {
        add(budget, -1);
      }
    }
    if (has(LimiterFault.COUNTS_IN_THE_BUDGETS_BEFORE_THE_SPENT_ONE)) {
      return refused == null ? new Allowed() : refused;
    }
    if (refused == null || has(LimiterFault.COUNTS_WHAT_IT_REFUSES)) {
      budgets.forEach(budget -> add(budget, -1));
    }
    return refused == null ? new Allowed() : refused;
  }

  @Override
  public synchronized void release(List<Budget> budgets) {
    if (!has(LimiterFault.IGNORES_RELEASES)) {
      budgets.forEach(budget -> add(budget, 1));
    }
  }

  /** Returns the time until an attempt is available; zero if one is available now. */
  private Duration wait(Budget budget) {
    double missing = 1 - left(budget);
    if (isOff(budget) || missing <= 0) {
      return Duration.ZERO;
    }
    double millis = missing * budget.limit().window().toMillis() / Math.max(1, limits.of(budget));
    return Duration.ofMillis(
        (long) Math.ceil(has(LimiterFault.TELLS_HALF_THE_TIME) ? millis / 2 : millis));
  }

  private boolean isOff(Budget budget) {
    return limits.of(budget) == 0 && !has(LimiterFault.TAKES_OFF_FOR_NONE_AT_ALL);
  }

  private double left(Budget budget) {
    int attempts =
        has(LimiterFault.COUNTS_NETWORKS_OF_ALL_SIZES_ALIKE)
            ? limits.of(budget.limit())
            : limits.of(budget);
    int most = attempts + (has(LimiterFault.ALLOWS_ONE_MORE) ? 1 : 0);
    Account account = accounts.get(key(budget));
    if (account == null) {
      return most;
    }
    Duration passed = Duration.ofNanos(ticker.nanoTime() - account.at());
    double share =
        switch (fault) {
          case NEVER_GIVES_ATTEMPTS_BACK -> 0;
          case GIVES_ALL_BACK_AT_ONCE -> passed.isPositive() ? 1 : 0;
          default -> (double) passed.toMillis() / budget.limit().window().toMillis();
        };
    return Math.min(
        account.left() + share * attempts,
        has(LimiterFault.HOARDS_RELEASES) ? Double.MAX_VALUE : most);
  }

  private void add(Budget budget, int attempts) {
    accounts.put(key(budget), new Account(left(budget) + attempts, ticker.nanoTime()));
  }

  private Object key(Budget budget) {
    return switch (fault) {
      case CONFUSES_USERS ->
          new Budget(
              budget.limit(),
              budget.username() == null ? null : new Username("anybody"),
              budget.network());
      case CONFUSES_LIMITS -> new Budget(Limit.LOGIN_ATTEMPTS, budget.username(), budget.network());
      case TELLS_CASES_APART -> budget.toString();
      default -> budget;
    };
  }
}
