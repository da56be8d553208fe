package dev.gatehouse.domain.account;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.refusal.PasswordRefused;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import org.jspecify.annotations.Nullable;

/** The result of a registration. */
public sealed interface RegistrationOutcome
    permits RegistrationOutcome.Registered,
        RegistrationOutcome.ConfirmationRequired,
        RegistrationOutcome.UsernameTaken,
        RegistrationOutcome.RegistrationRefused,
        PasswordRefused,
        TooManyAttempts {
  /**
   * The user exists, is confirmed and can log in.
   *
   * @param subject the new user; null if the provider does not return it
   */
  record Registered(@Nullable Subject subject) implements RegistrationOutcome {}

  /**
   * The user exists and can log in after confirming the registration with the code that the
   * provider sends.
   *
   * @param subject the new user; null if the provider does not return it
   */
  record ConfirmationRequired(@Nullable Subject subject) implements RegistrationOutcome {}

  /**
   * Another user has this name, perhaps in another case, or one that looks like it. That user is
   * unchanged.
   */
  record UsernameTaken() implements RegistrationOutcome {}

  /** A rule of the provider refuses the registration as a whole. No user was created. */
  record RegistrationRefused() implements RegistrationOutcome {}
}
