package dev.gatehouse.domain.account;

/** What a registration takes before the user can log in. */
public enum RegistrationConfirmation {
  /** Nothing more. */
  AUTO,
  /** The code that the provider sends to the user's address. */
  CODE
}
