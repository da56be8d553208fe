package dev.gatehouse.application;

import java.time.Duration;

/** Makes the current thread wait. */
@FunctionalInterface
public interface Pause {
  /** Waits for this time. Returns at once if the thread is interrupted. */
  void of(Duration time);
}
