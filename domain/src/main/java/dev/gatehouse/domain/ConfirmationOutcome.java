package dev.gatehouse.domain;

import java.time.Duration;

/** How the confirmation of a registration ends. */
public sealed interface ConfirmationOutcome {
  /** The user can log in. */
  record Confirmed() implements ConfirmationOutcome {}

  /**
   * The code is wrong, expired or used up, there is no such user, or nothing to confirm; which of
   * them can't be told apart.
   */
  record InvalidCode() implements ConfirmationOutcome {}

  /**
   * No further attempt is taken for a while; nothing was done.
   *
   * @param retryAfter when another one makes sense; positive
   */
  record TooManyAttempts(Duration retryAfter) implements ConfirmationOutcome {}
}
