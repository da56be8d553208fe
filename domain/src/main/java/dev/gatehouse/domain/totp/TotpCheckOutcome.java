package dev.gatehouse.domain.totp;

import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.refusal.InvalidCode;

/** The result of checking a code of the active authenticator app. */
public sealed interface TotpCheckOutcome
    permits TotpCheckOutcome.Correct,
        TotpCheckOutcome.PasswordRequired,
        AccessRefused,
        InvalidCode {
  /** The code is right. It does not work again. */
  record Correct() implements TotpCheckOutcome {}

  /** The provider checks codes only during a login. */
  record PasswordRequired() implements TotpCheckOutcome {}
}
