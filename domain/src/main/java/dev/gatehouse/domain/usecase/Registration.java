package dev.gatehouse.domain.usecase;

import dev.gatehouse.domain.NewUser;
import dev.gatehouse.domain.RegistrationOutcome;

/** A stranger becomes a user. */
public interface Registration {
  /**
   * Creates the user.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException when the provider can't
   *     answer; whether the user was created is then unknown, and sending the same registration
   *     again is safe
   */
  RegistrationOutcome register(NewUser user);
}
