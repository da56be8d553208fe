package dev.gatehouse.domain.totp;

import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.refusal.InvalidCode;

/** The result of the confirmation of an authenticator app. */
public sealed interface TotpConfirmationOutcome
    permits TotpConfirmationOutcome.Confirmed, InvalidCode, AccessRefused {
  /** The next login requires a code from the app. */
  record Confirmed() implements TotpConfirmationOutcome {}
}
