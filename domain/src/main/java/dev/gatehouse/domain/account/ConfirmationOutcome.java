package dev.gatehouse.domain.account;

import dev.gatehouse.domain.refusal.InvalidCode;
import dev.gatehouse.domain.refusal.TooManyAttempts;

/** The result of the confirmation of a registration. */
public sealed interface ConfirmationOutcome
    permits ConfirmationOutcome.Confirmed, InvalidCode, TooManyAttempts {
  /** The user can log in. */
  record Confirmed() implements ConfirmationOutcome {}
}
