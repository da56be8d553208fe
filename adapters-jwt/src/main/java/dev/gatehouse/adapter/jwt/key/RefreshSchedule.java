package dev.gatehouse.adapter.jwt.key;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Decides when to fetch a key set again: after a success before the interval ends, after the first
 * failure at once, after further failures with longer and longer pauses.
 *
 * <p>A random part shortens every pause, so that many nodes do not fetch at the same moment. Every
 * pause is shorter than the interval, because the fetch itself takes time too. Not thread-safe.
 */
public final class RefreshSchedule {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final Duration interval;
  private final RandomGenerator random;
  private int failures;

  public RefreshSchedule(Duration interval, RandomGenerator random) {
    this.interval = interval;
    this.random = random;
  }

  /** Returns how long to wait after a fetch. */
  public Duration delayAfter(boolean success) {
    if (success) {
      failures = 0;
      return shortened(longest(), 0.1);
    }
    failures++;
    if (failures == 1) {
      return Duration.ZERO;
    }
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 2, 16));
    return shortened(least(least(pause, LONGEST_PAUSE), longest()), 0.5);
  }

  private Duration longest() {
    return interval.multipliedBy(9).dividedBy(10);
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private Duration shortened(Duration pause, double atMost) {
    return pause.minusNanos((long) (pause.toNanos() * atMost * random.nextDouble()));
  }
}
