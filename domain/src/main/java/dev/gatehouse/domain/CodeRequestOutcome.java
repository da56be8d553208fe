package dev.gatehouse.domain;

import java.time.Duration;

/** What whoever asks for a code is told: nothing about the user. */
public sealed interface CodeRequestOutcome {
  /** A code is on its way, if there is a user that one can be sent to. */
  record Accepted() implements CodeRequestOutcome {}

  /**
   * No further code is sent for a while, whether or not there is a user.
   *
   * @param retryAfter when asking again makes sense; positive
   */
  record TooManyAttempts(Duration retryAfter) implements CodeRequestOutcome {}
}
