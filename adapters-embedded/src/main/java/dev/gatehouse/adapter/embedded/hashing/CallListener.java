package dev.gatehouse.adapter.embedded.hashing;

import java.time.Duration;

/** Hears of every call of the provider: for figures. */
@FunctionalInterface
public interface CallListener {
  /**
   * A call has ended; on the caller's thread. Of operations and outcomes there are no more than
   * names in the code.
   *
   * @param operation as the port has it, such as {@code log_in}
   * @param outcome the outcome's name in snake_case, such as {@code logged_in}; {@code done} where
   *     an operation has none; {@code overloaded} or {@code unavailable} where it was not carried
   *     out; {@code failed} for a bug
   * @param took how long it took, time in the queue included
   */
  void onCall(String operation, String outcome, Duration took);
}
