package dev.gatehouse;

import dev.gatehouse.application.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Lets the current thread sleep until a time of the clock. */
record ClockPause(InstantSource clock) implements Pause {
  /** Waits a millisecond longer than the difference, because sleeping uses another clock. */
  @Override
  public void until(Instant time) {
    try {
      Thread.sleep(Duration.between(clock.instant(), time).plusMillis(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
