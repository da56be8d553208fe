package dev.gatehouse.adapter.cognito.quota;

import dev.gatehouse.domain.Ticker;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the calls of this node within {@link Quotas}: in no second, wherever it begins, are more
 * calls allowed than the quota.
 *
 * <p>Bucket4j and Resilience4j count in buckets or cycles, which allow up to twice the number in a
 * second. A bucket that never does so allows no bursts.
 */
public final class QuotaLimiter {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Map<Quota, Window> windows = new EnumMap<>(Quota.class);
  private final Ticker ticker;

  /**
   * Creates a limiter.
   *
   * @param ticker measures the seconds of the quotas
   */
  public QuotaLimiter(Quotas quotas, Ticker ticker) {
    this.ticker = ticker;
    quotas
        .perSecond()
        .forEach(
            (quota, perSecond) -> {
              if (perSecond > 0) {
                windows.put(quota, new Window(perSecond, ticker.nanoTime()));
              }
            });
  }

  /**
   * Takes a call for each operation, or none.
   *
   * @param yields whether the calls leave a quarter of each quota to others, except that of {@link
   *     Quota#CREATION}
   * @return null if the calls were taken; else how long to wait
   */
  public synchronized @Nullable Duration tryAcquire(List<String> operations, boolean yields) {
    long now = ticker.nanoTime();
    Map<Window, Integer> needed = new HashMap<>();
    for (String operation : operations) {
      Window window = windows.get(Quota.of(operation));
      if (window != null) {
        needed.merge(window, 1, Integer::sum);
      }
    }
    long longest = 0;
    for (Map.Entry<Window, Integer> need : needed.entrySet()) {
      Window window = need.getKey();
      int left = yields && window != windows.get(Quota.CREATION) ? window.quarter() : 0;
      longest = Math.max(longest, window.waitFor(need.getValue() + left, now));
    }
    if (longest > 0) {
      return Duration.ofNanos(longest);
    }
    needed.forEach((window, calls) -> window.add(calls, now));
    return null;
  }

  /** Counts a call that the SDK repeats. It cannot be refused any more. */
  public synchronized void record(String operation) {
    Window window = windows.isEmpty() ? null : windows.get(Quota.of(operation));
    if (window != null) {
      window.add(1, ticker.nanoTime());
    }
  }

  /** The times of the last calls, as many as the quota. */
  private static final class Window {
    private final long[] calls;
    private int oldest;

    Window(int quota, long now) {
      calls = new long[quota];
      Arrays.fill(calls, now - SECOND);
    }

    int quarter() {
      return calls.length / 4;
    }

    /** Returns the nanoseconds until so many calls are allowed; at most 0 if they are now. */
    long waitFor(int more, long now) {
      int last = (oldest + Math.min(more, calls.length) - 1) % calls.length;
      return SECOND - (now - calls[last]);
    }

    void add(int more, long now) {
      for (int i = 0; i < more; i++) {
        calls[oldest] = now;
        oldest = (oldest + 1) % calls.length;
      }
    }
  }
}
