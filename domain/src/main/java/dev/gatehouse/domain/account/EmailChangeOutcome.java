package dev.gatehouse.domain.account;

import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.refusal.StepUpRefusal;
import org.jspecify.annotations.Nullable;

/** The result of a change of an e-mail address. */
public sealed interface EmailChangeOutcome
    permits EmailChangeOutcome.EmailChanged,
        EmailChangeOutcome.EmailRefused,
        AccessRefused,
        StepUpRefusal {
  /**
   * The new address is stored.
   *
   * @param current the current address: the old one until the new one is verified; null if the user
   *     has no valid address until then
   * @param verificationRequired whether a code was sent to the new address; the new address counts
   *     once the user has entered the code
   */
  record EmailChanged(Identity.@Nullable Email current, boolean verificationRequired)
      implements EmailChangeOutcome {}

  /** A rule of the provider refuses the address. */
  record EmailRefused() implements EmailChangeOutcome {}
}
