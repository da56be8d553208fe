package dev.gatehouse.domain;

/** How the setting up of an authenticator app ends. */
public sealed interface TotpConfirmationOutcome {
  /** From the next login on the app's codes are asked for. */
  record Confirmed() implements TotpConfirmationOutcome {}

  /** The code is wrong, or no app is being set up; what was in force before still is. */
  record InvalidCode() implements TotpConfirmationOutcome {}

  /** The provider has ended the session that the access token belongs to. */
  record AccessRefused() implements TotpConfirmationOutcome {}
}
