package dev.gatehouse.domain.account;

/** What is needed before a registered user can log in. */
public enum RegistrationConfirmation {
  /** No confirmation is needed. */
  AUTO,
  /** A one-time code that the provider sends to the user's e-mail address. */
  CODE
}
