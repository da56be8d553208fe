package dev.gatehouse.domain;

/** How the confirmation of a registration ends. */
public sealed interface ConfirmationOutcome {
  /** The user can log in. */
  record Confirmed() implements ConfirmationOutcome {}

  /**
   * The code is wrong, expired or used up, there is no such user, or nothing to confirm; which of
   * them can't be told apart.
   */
  record InvalidCode() implements ConfirmationOutcome {}
}
