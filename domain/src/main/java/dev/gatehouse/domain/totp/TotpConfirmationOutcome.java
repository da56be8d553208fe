package dev.gatehouse.domain.totp;

import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.refusal.InvalidCode;

/** How the enrolment of an authenticator app ends. */
public sealed interface TotpConfirmationOutcome
    permits TotpConfirmationOutcome.Confirmed, InvalidCode, AccessRefused {
  /** From the next login on the app's codes are asked for. */
  record Confirmed() implements TotpConfirmationOutcome {}
}
