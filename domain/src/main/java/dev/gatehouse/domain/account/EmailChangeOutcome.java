package dev.gatehouse.domain.account;

import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.refusal.TooManyAttempts;

/** How the change of an e-mail address ends. */
public sealed interface EmailChangeOutcome
    permits EmailChangeOutcome.EmailChanged,
        EmailChangeOutcome.EmailRefused,
        TooManyAttempts,
        AccessRefused {
  /**
   * The new address is stored.
   *
   * @param current the address in force: the former one until the new one is verified
   * @param verificationRequired whether a code was sent to the new address; it takes effect when
   *     the code is given
   */
  record EmailChanged(Identity.Email current, boolean verificationRequired)
      implements EmailChangeOutcome {}

  /** A rule that the provider's operator set refuses the address. */
  record EmailRefused() implements EmailChangeOutcome {}
}
