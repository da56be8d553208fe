package dev.gatehouse.domain;

import java.time.Duration;

/** How a registration ends. */
public sealed interface RegistrationOutcome {
  /** The user exists, is confirmed and can log in. */
  record Registered() implements RegistrationOutcome {}

  /** The user exists and can log in once the code that the provider sends is given. */
  record ConfirmationRequired() implements RegistrationOutcome {}

  /** Another user has the name, in whatever case; that user is untouched. */
  record UsernameTaken() implements RegistrationOutcome {}

  /**
   * The provider's password rules are stricter than ours and refuse this password; nothing was
   * created.
   */
  record PasswordRefused() implements RegistrationOutcome {}

  /**
   * A rule that the provider's operator set refuses this registration as a whole; nothing was
   * created.
   */
  record RegistrationRefused() implements RegistrationOutcome {}

  /**
   * No further attempt is taken for a while; nothing was done.
   *
   * @param retryAfter when another one makes sense; positive
   */
  record TooManyAttempts(Duration retryAfter) implements RegistrationOutcome {}
}
