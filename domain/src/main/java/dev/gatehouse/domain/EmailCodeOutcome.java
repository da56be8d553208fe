package dev.gatehouse.domain;

import java.time.Duration;

/** What becomes of the wish for another code. */
public sealed interface EmailCodeOutcome {
  /** A code was sent, if there is an address to verify and the provider sends one now. */
  record CodeRequested() implements EmailCodeOutcome {}

  /** The provider has ended the session that the access token belongs to. */
  record AccessRefused() implements EmailCodeOutcome {}

  /**
   * No further attempt is taken for a while; nothing was done.
   *
   * @param retryAfter when another one makes sense; positive
   */
  record TooManyAttempts(Duration retryAfter) implements EmailCodeOutcome {}
}
