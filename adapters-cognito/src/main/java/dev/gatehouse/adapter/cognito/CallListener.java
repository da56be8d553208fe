package dev.gatehouse.adapter.cognito;

import java.time.Duration;

/** Hears of every call of the service: for figures. */
@FunctionalInterface
public interface CallListener {
  /**
   * A call has ended; on the caller's thread. Of operations and outcomes there are no more than
   * names in the code.
   *
   * @param operation as the service has it, such as {@code AdminInitiateAuth}
   * @param outcome {@code ok}; the error's name as the service has it, such as {@code
   *     NotAuthorizedException}; {@code refused} and {@code failed} for errors that the service
   *     does not name, the caller's and its own; {@code timeout}; {@code unreachable}
   * @param took how long it took, all attempts included
   */
  void onCall(String operation, String outcome, Duration took);
}
