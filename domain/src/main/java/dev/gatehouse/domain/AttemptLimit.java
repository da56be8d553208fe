package dev.gatehouse.domain;

import java.time.Duration;

/**
 * How many attempts are allowed: so many at once, and as many again, evenly, over the window.
 *
 * @param attempts not negative; 0 for no limit at all
 * @param window positive
 */
public record AttemptLimit(int attempts, Duration window) {
  /**
   * Makes a limit.
   *
   * @throws IllegalArgumentException if the attempts are negative or the window is not positive
   */
  public AttemptLimit {
    if (attempts < 0 || !window.isPositive()) {
      throw new IllegalArgumentException("not a limit: " + attempts + " in " + window);
    }
  }

  /** Whether nothing is limited. */
  public boolean isOff() {
    return attempts == 0;
  }
}
