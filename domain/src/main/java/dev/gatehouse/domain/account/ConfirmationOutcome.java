package dev.gatehouse.domain.account;

import dev.gatehouse.domain.refusal.InvalidCode;
import dev.gatehouse.domain.refusal.TooManyAttempts;

/** How the confirmation of a registration ends. */
public sealed interface ConfirmationOutcome
    permits ConfirmationOutcome.Confirmed, InvalidCode, TooManyAttempts {
  /** The user can log in. */
  record Confirmed() implements ConfirmationOutcome {}
}
