package dev.gatehouse.domain.account;

import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.refusal.InvalidCredentials;
import dev.gatehouse.domain.refusal.PasswordRefused;
import dev.gatehouse.domain.refusal.TooManyAttempts;

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
