package dev.gatehouse.domain;

import java.time.Duration;

/** How a password reset ends. */
public sealed interface PasswordResetOutcome {
  /**
   * The new password is in force, and all sessions have ended.
   *
   * @param subject whose it is
   */
  record PasswordReset(Subject subject) implements PasswordResetOutcome {}

  /**
   * The code is wrong, expired or used up, or there is no such user; which of them can't be told
   * apart.
   */
  record InvalidCode() implements PasswordResetOutcome {}

  /** The provider's password rules are stricter than ours; the code stays good. */
  record PasswordRefused() implements PasswordResetOutcome {}

  /**
   * No further attempt is taken for a while; nothing was done.
   *
   * @param retryAfter when another one makes sense; positive
   */
  record TooManyAttempts(Duration retryAfter) implements PasswordResetOutcome {}
}
