package dev.gatehouse.bootstrap.metrics;

import dev.gatehouse.domain.limit.AttemptDecision;
import dev.gatehouse.domain.limit.AttemptDecision.Allowed;
import dev.gatehouse.domain.limit.AttemptDecision.Refused;
import dev.gatehouse.domain.limit.Budget;
import dev.gatehouse.domain.limit.Limit;
import dev.gatehouse.domain.port.AttemptLimiter;
import java.util.List;

/** Notifies a listener of each decision of another limiter. */
final class MeteredAttemptLimiter implements AttemptLimiter {
  private final AttemptLimiter limiter;
  private final Listener watcher;

  /** Is notified of decisions. */
  @FunctionalInterface
  interface Listener {
    /** An attempt was allowed, or refused by this limit. */
    void onDecision(Limit limit, boolean allowed);
  }

  MeteredAttemptLimiter(AttemptLimiter limiter, Listener watcher) {
    this.limiter = limiter;
    this.watcher = watcher;
  }

  @Override
  public AttemptDecision tryAcquire(List<Budget> budgets) {
    AttemptDecision decision = limiter.tryAcquire(budgets);
    switch (decision) {
      case Allowed() ->
          budgets.stream()
              .map(Budget::limit)
              .distinct()
              .forEach(limit -> watcher.onDecision(limit, true));
      case Refused(var budget, _) -> watcher.onDecision(budget.limit(), false);
    }
    return decision;
  }

  @Override
  public void release(List<Budget> budgets) {
    limiter.release(budgets);
  }
}
