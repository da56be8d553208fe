package dev.gatehouse.domain.account;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.refusal.InvalidCode;
import dev.gatehouse.domain.refusal.PasswordRefused;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import dev.gatehouse.domain.session.EndedSessions;

/** How a password reset ends. */
public sealed interface PasswordResetOutcome
    permits PasswordResetOutcome.PasswordReset, InvalidCode, PasswordRefused, TooManyAttempts {
  /**
   * The new password is in force, and all sessions have ended.
   *
   * @param subject whose password it is
   * @param ended which sessions those were
   */
  record PasswordReset(Subject subject, EndedSessions ended) implements PasswordResetOutcome {}
}
