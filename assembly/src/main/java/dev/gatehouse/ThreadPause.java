package dev.gatehouse;

import dev.gatehouse.application.Pause;
import java.time.Duration;

/** Lets the current thread sleep. */
record ThreadPause() implements Pause {
  /** Sleeps a millisecond longer, because sleeping uses another clock than {@code Instant}. */
  @Override
  public void of(Duration time) {
    try {
      Thread.sleep(time.plusMillis(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
