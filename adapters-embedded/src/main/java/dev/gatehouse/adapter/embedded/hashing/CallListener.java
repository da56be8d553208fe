package dev.gatehouse.adapter.embedded.hashing;

import java.time.Duration;

/** Is notified of every operation of the provider, for metrics. */
@FunctionalInterface
public interface CallListener {
  /**
   * An operation has ended. Called on the caller's thread. The number of different operations and
   * outcomes is fixed.
   *
   * @param operation the method of the port, such as {@code log_in}
   * @param outcome the name of the outcome in snake_case, such as {@code logged_in}; {@code done}
   *     for an operation without an outcome; {@code overloaded} or {@code unavailable} if it was
   *     not carried out; {@code failed} for a bug
   * @param took the duration, including the time in the queue
   */
  void onCall(String operation, String outcome, Duration took);
}
