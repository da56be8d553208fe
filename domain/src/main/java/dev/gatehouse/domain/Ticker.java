package dev.gatehouse.domain;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

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
   * Returns a ticker that follows a clock. It also counts the time in which the process stood
   * still, as a function does between two events; other tickers may not.
   */
  static Ticker of(InstantSource clock) {
    return () -> ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant());
  }

  /**
   * Returns the time since any fixed moment in nanoseconds. Only the difference of two results of
   * the same ticker has a meaning.
   */
  long nanoTime();
}
