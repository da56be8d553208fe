package dev.gatehouse.domain.account;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.refusal.PasswordRefused;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import org.jspecify.annotations.Nullable;

/** How a registration ends. */
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
   * @param subject who that is; null where the provider does not tell
   */
  record Registered(@Nullable Subject subject) implements RegistrationOutcome {}

  /**
   * The user exists and can log in once the code that the provider sends is given.
   *
   * @param subject who that is; null where the provider does not tell
   */
  record ConfirmationRequired(@Nullable Subject subject) implements RegistrationOutcome {}

  /** Another user has the name, in whatever case; that user is untouched. */
  record UsernameTaken() implements RegistrationOutcome {}

  /**
   * A rule that the provider's operator set refuses this registration as a whole; nothing was
   * created.
   */
  record RegistrationRefused() implements RegistrationOutcome {}
}
