package dev.gatehouse.domain;

/** How the enrolment of an authenticator app ends. */
public sealed interface TotpConfirmationOutcome
    permits TotpConfirmationOutcome.Confirmed, InvalidCode, AccessRefused {
  /** From the next login on the app's codes are asked for. */
  record Confirmed() implements TotpConfirmationOutcome {}
}
