package dev.gatehouse.bootstrap;

import dev.gatehouse.domain.AttemptDecision;
import dev.gatehouse.domain.AttemptDecision.Allowed;
import dev.gatehouse.domain.AttemptDecision.Refused;
import dev.gatehouse.domain.Budget;
import dev.gatehouse.domain.Limit;
import dev.gatehouse.domain.port.AttemptLimiter;
import java.util.List;

/** Reports each decision of another limiter. */
final class WatchedAttemptLimiter implements AttemptLimiter {
  private final AttemptLimiter limiter;
  private final Watcher watcher;

  /** Hears about decisions. */
  @FunctionalInterface
  interface Watcher {
    /** An attempt was allowed, or refused because of this limit. */
    void decided(Limit limit, boolean allowed);
  }

  WatchedAttemptLimiter(AttemptLimiter limiter, Watcher watcher) {
    this.limiter = limiter;
    this.watcher = watcher;
  }

  @Override
  public AttemptDecision tryAcquire(List<Budget> budgets) {
    AttemptDecision decision = limiter.tryAcquire(budgets);
    switch (decision) {
      case Allowed() -> budgets.forEach(budget -> watcher.decided(budget.limit(), true));
      case Refused(var budget, _) -> watcher.decided(budget.limit(), false);
    }
    return decision;
  }

  @Override
  public void release(List<Budget> budgets) {
    limiter.release(budgets);
  }
}
