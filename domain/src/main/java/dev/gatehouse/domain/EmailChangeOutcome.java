package dev.gatehouse.domain;

import java.time.Duration;

/** How the change of an e-mail address ends. */
public sealed interface EmailChangeOutcome {
  /**
   * The wish is noted.
   *
   * @param current the address in force: the former one as long as the new one is to be verified
   * @param verificationRequired whether a code was sent to the new address, which takes effect when
   *     the code is given
   */
  record EmailChanged(Identity.Email current, boolean verificationRequired)
      implements EmailChangeOutcome {}

  /** A rule that the provider's operator set refuses the address. */
  record EmailRefused() implements EmailChangeOutcome {}

  /** The provider has ended the session that the access token belongs to. */
  record AccessRefused() implements EmailChangeOutcome {}

  /**
   * No further attempt is taken for a while; nothing was done.
   *
   * @param retryAfter when another one makes sense; positive
   */
  record TooManyAttempts(Duration retryAfter) implements EmailChangeOutcome {}
}
