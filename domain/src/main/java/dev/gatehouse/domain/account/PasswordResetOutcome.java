package dev.gatehouse.domain.account;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.refusal.InvalidCode;
import dev.gatehouse.domain.refusal.PasswordRefused;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import dev.gatehouse.domain.session.EndedSessions;

/** The result of a password reset. */
public sealed interface PasswordResetOutcome
    permits PasswordResetOutcome.PasswordReset, InvalidCode, PasswordRefused, TooManyAttempts {
  /**
   * The new password is valid, and all sessions have ended.
   *
   * @param subject the user
   * @param ended the sessions that ended
   */
  record PasswordReset(Subject subject, EndedSessions ended) implements PasswordResetOutcome {}
}
