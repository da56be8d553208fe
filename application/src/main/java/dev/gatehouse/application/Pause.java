package dev.gatehouse.application;

import java.time.Instant;

/** Makes the current thread wait. */
@FunctionalInterface
public interface Pause {
  /** Waits until the clock reaches the time. Returns at once if the thread is interrupted. */
  void until(Instant time);
}
