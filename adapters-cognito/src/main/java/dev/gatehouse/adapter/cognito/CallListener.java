package dev.gatehouse.adapter.cognito;

import java.time.Duration;

/** Is notified of each call to Cognito; metrics are made from it. */
@FunctionalInterface
public interface CallListener {
  /**
   * Is called when a call has ended, on the caller's thread. The sets of operations and outcomes
   * are limited: each value is a name from our code or the SDK's code.
   *
   * @param operation the name of the API operation, such as {@code AdminInitiateAuth}
   * @param outcome one of: {@code ok}; the error's name in Cognito's API model, such as {@code
   *     NotAuthorizedException}; {@code refused} (status below 500) and {@code failed} (status from
   *     500) for errors that the model does not name; {@code timeout}; {@code unreachable}
   * @param took how long the call took, with all attempts
   */
  void onCall(String operation, String outcome, Duration took);
}
