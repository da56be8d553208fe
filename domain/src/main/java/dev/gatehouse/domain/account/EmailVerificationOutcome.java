package dev.gatehouse.domain.account;

import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.refusal.InvalidCode;
import dev.gatehouse.domain.refusal.TooManyAttempts;

/** How the verification of an e-mail address ends. */
public sealed interface EmailVerificationOutcome
    permits EmailVerificationOutcome.EmailVerified, InvalidCode, TooManyAttempts, AccessRefused {
  /** The address that the code was sent to is the user's, and verified. */
  record EmailVerified() implements EmailVerificationOutcome {}
}
