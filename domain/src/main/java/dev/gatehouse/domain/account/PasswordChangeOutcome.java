package dev.gatehouse.domain.account;

import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.refusal.InvalidCredentials;
import dev.gatehouse.domain.refusal.PasswordRefused;
import dev.gatehouse.domain.refusal.TooManyAttempts;

/** The result of a password change. */
public sealed interface PasswordChangeOutcome
    permits PasswordChangeOutcome.PasswordChanged,
        InvalidCredentials,
        PasswordRefused,
        TooManyAttempts,
        AccessRefused {
  /** The new password is valid. Sessions continue. */
  record PasswordChanged() implements PasswordChangeOutcome {}
}
