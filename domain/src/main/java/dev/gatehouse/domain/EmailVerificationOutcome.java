package dev.gatehouse.domain;

import java.time.Duration;

/** How the verification of an e-mail address ends. */
public sealed interface EmailVerificationOutcome {
  /** The address that the code was sent to is the user's, and verified. */
  record EmailVerified() implements EmailVerificationOutcome {}

  /** The code is wrong, expired or used up, or there is nothing to verify. */
  record InvalidCode() implements EmailVerificationOutcome {}

  /** The provider has ended the session that the access token belongs to. */
  record AccessRefused() implements EmailVerificationOutcome {}

  /**
   * No further attempt is taken for a while; nothing was done.
   *
   * @param retryAfter when another one makes sense; positive
   */
  record TooManyAttempts(Duration retryAfter) implements EmailVerificationOutcome {}
}
