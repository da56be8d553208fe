package dev.gatehouse.domain;

import java.time.Duration;

/** How the deletion of an account ends. */
public sealed interface DeletionOutcome {
  /** The user is no more, and never was for whoever asks the provider. */
  record Deleted() implements DeletionOutcome {}

  /** The password is another one; nothing was deleted. */
  record InvalidCredentials() implements DeletionOutcome {}

  /**
   * The provider takes no further attempt for a while.
   *
   * @param retryAfter when another attempt makes sense; positive
   */
  record TooManyAttempts(Duration retryAfter) implements DeletionOutcome {}

  /** The provider has ended the session that the access token belongs to. */
  record AccessRefused() implements DeletionOutcome {}
}
