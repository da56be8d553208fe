package dev.gatehouse.bootstrap;

import dev.gatehouse.domain.AttemptDecision;
import dev.gatehouse.domain.AttemptDecision.Allowed;
import dev.gatehouse.domain.AttemptDecision.Refused;
import dev.gatehouse.domain.Budget;
import dev.gatehouse.domain.Limit;
import dev.gatehouse.domain.port.AttemptLimiter;
import java.util.List;

/** Reports each decision of another limiter. */
final class MeteredAttemptLimiter implements AttemptLimiter {
  private final AttemptLimiter limiter;
  private final Listener watcher;

  /** Hears about decisions. */
  @FunctionalInterface
  interface Listener {
    /** An attempt was allowed, or refused because of this limit. */
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
      case Allowed() -> budgets.forEach(budget -> watcher.onDecision(budget.limit(), true));
      case Refused(var budget, _) -> watcher.onDecision(budget.limit(), false);
    }
    return decision;
  }

  @Override
  public void release(List<Budget> budgets) {
    limiter.release(budgets);
  }
}
