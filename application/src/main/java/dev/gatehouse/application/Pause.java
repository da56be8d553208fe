package dev.gatehouse.application;

import java.time.Instant;

/** Lets the current thread wait. */
@FunctionalInterface
public interface Pause {
  /** Returns when the clock shows the time, or at once where the thread is interrupted. */
  void until(Instant time);
}
