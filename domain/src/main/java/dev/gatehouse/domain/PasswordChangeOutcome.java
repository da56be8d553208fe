package dev.gatehouse.domain;

import java.time.Duration;

/** How a password change ends. */
public sealed interface PasswordChangeOutcome {
  /** The new password is in force; sessions go on. */
  record PasswordChanged() implements PasswordChangeOutcome {}

  /** The current password is another one. */
  record InvalidCredentials() implements PasswordChangeOutcome {}

  /** The provider's password rules are stricter than ours. */
  record PasswordRefused() implements PasswordChangeOutcome {}

  /**
   * The provider takes no further attempt for a while.
   *
   * @param retryAfter when another attempt makes sense; positive
   */
  record TooManyAttempts(Duration retryAfter) implements PasswordChangeOutcome {}

  /** The provider has ended the session that the access token belongs to. */
  record AccessRefused() implements PasswordChangeOutcome {}
}
