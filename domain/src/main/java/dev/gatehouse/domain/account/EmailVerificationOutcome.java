package dev.gatehouse.domain.account;

import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.refusal.InvalidCode;
import dev.gatehouse.domain.refusal.TooManyAttempts;

/** The result of the verification of an e-mail address. */
public sealed interface EmailVerificationOutcome
    permits EmailVerificationOutcome.EmailVerified, InvalidCode, TooManyAttempts, AccessRefused {
  /** The address that the code was sent to is now the verified address of the user. */
  record EmailVerified() implements EmailVerificationOutcome {}
}
