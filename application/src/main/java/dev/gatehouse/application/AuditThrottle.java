package dev.gatehouse.application;

import dev.gatehouse.domain.Ticker;
import dev.gatehouse.domain.limit.Budget;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Allows one audit event per budget and minute for refused attempts, so that many requests do not
 * cause many audit events.
 */
final class AuditThrottle {
  private static final long INTERVAL_NANOS = Duration.ofMinutes(1).toNanos();

  /**
   * The maximum number of budgets that are remembered. Above it, the oldest is forgotten, and its
   * next refusal is recorded again.
   */
  private static final int MAX_BUDGETS = 1000;

  private final Ticker ticker;
  private final Map<Budget, Long> recorded =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Budget, Long> eldest) {
          return size() > MAX_BUDGETS;
        }
      };

  AuditThrottle(Ticker ticker) {
    this.ticker = ticker;
  }

  synchronized boolean allows(Budget budget) {
    long now = ticker.nanoTime();
    Long last = recorded.get(budget);
    if (last != null && now - last < INTERVAL_NANOS) {
      return false;
    }
    recorded.remove(budget);
    recorded.put(budget, now);
    return true;
  }
}
