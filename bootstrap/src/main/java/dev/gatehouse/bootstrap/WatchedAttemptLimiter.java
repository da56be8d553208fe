package dev.gatehouse.bootstrap;

import dev.gatehouse.domain.AttemptDecision;
import dev.gatehouse.domain.AttemptLimit;
import dev.gatehouse.domain.AttemptScope;
import dev.gatehouse.domain.port.AttemptLimiter;

/** Tells of each decision of another limiter; notes for the audit trail are none. */
final class WatchedAttemptLimiter implements AttemptLimiter {
  private final AttemptLimiter limiter;
  private final Watcher watcher;

  /** Hears of decisions. */
  @FunctionalInterface
  interface Watcher {
    /**
     * An attempt was allowed or refused.
     *
     * @param limit which limit decided, such as {@code login_attempts}
     */
    void decided(String limit, boolean allowed);
  }

  WatchedAttemptLimiter(AttemptLimiter limiter, Watcher watcher) {
    this.limiter = limiter;
    this.watcher = watcher;
  }

  @Override
  public AttemptDecision take(AttemptScope scope, AttemptLimit limit) {
    AttemptDecision decision = limiter.take(scope, limit);
    if (!(scope instanceof AttemptScope.Notes)) {
      watcher.decided(LimitName.of(scope), decision instanceof AttemptDecision.Allowed);
    }
    return decision;
  }

  @Override
  public void giveBack(AttemptScope scope, AttemptLimit limit) {
    limiter.giveBack(scope, limit);
  }
}
