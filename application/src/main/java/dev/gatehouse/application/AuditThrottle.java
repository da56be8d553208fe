package dev.gatehouse.application;

import dev.gatehouse.domain.limit.Budget;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Allows one audit event per budget and minute for refused attempts, so that many requests do not
 * cause many audit events.
 */
final class AuditThrottle {
  private static final Duration INTERVAL = Duration.ofMinutes(1);

  /**
   * The maximum number of budgets that are remembered. Above it, the oldest is forgotten, and its
   * next refusal is recorded again.
   */
  private static final int MAX_BUDGETS = 1000;

  private final InstantSource clock;
  private final Map<Budget, Instant> recorded =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Budget, Instant> eldest) {
          return size() > MAX_BUDGETS;
        }
      };

  AuditThrottle(InstantSource clock) {
    this.clock = clock;
  }

  synchronized boolean allows(Budget budget) {
    Instant now = clock.instant();
    Instant last = recorded.get(budget);
    if (last != null && now.isBefore(last.plus(INTERVAL))) {
      return false;
    }
    recorded.remove(budget);
    recorded.put(budget, now);
    return true;
  }
}
