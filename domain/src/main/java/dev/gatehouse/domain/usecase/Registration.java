package dev.gatehouse.domain.usecase;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.CodeRequestOutcome;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.ConfirmationOutcome;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.account.RegistrationOutcome;

/** A stranger becomes a user. */
public interface Registration {
  /**
   * Creates the user.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException when the provider can't
   *     answer; whether the user was created is then unknown, and sending the same registration
   *     again is safe
   */
  RegistrationOutcome register(Caller caller, NewUser user);

  /**
   * Completes a registration with the code that was sent.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException when the provider can't
   *     answer
   */
  ConfirmationOutcome confirm(Caller caller, Username username, ConfirmationCode code);

  /**
   * Has another code sent, if the user exists and has a registration to confirm; the caller is told
   * nothing.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException when the provider can't
   *     answer
   */
  CodeRequestOutcome resendCode(Caller caller, Username username);
}
