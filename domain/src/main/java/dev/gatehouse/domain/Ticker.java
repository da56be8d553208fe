package dev.gatehouse.domain;

/**
 * Measures durations. It goes on evenly when somebody corrects the clock.
 *
 * <p>Limits, caches and schedules of one process use it. Times that are stored, or shared with
 * other processes, come from the clock ({@link java.time.InstantSource}).
 */
@FunctionalInterface
public interface Ticker {
  /** The ticker of this machine. */
  Ticker SYSTEM = System::nanoTime;

  /**
   * Returns the time since any fixed moment in nanoseconds. Only the difference of two results of
   * the same ticker has a meaning.
   */
  long nanoTime();
}
