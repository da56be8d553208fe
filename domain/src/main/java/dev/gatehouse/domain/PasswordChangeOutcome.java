package dev.gatehouse.domain;

/** How a password change ends. */
public sealed interface PasswordChangeOutcome
    permits PasswordChangeOutcome.PasswordChanged,
        InvalidCredentials,
        PasswordRefused,
        TooManyAttempts,
        AccessRefused {
  /** The new password is in force; sessions continue. */
  record PasswordChanged() implements PasswordChangeOutcome {}
}
