package dev.gatehouse.domain.usecase;

import dev.gatehouse.domain.LoginOutcome;
import dev.gatehouse.domain.Password;
import dev.gatehouse.domain.Username;

/** A user proves who they are and gets tokens. */
public interface Login {
  /**
   * Answers a password with tokens, or says what stands in the way.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException when the provider can't
   *     answer
   */
  LoginOutcome logIn(Username username, Password password);
}
