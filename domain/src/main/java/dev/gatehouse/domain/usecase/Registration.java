package dev.gatehouse.domain.usecase;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.CodeRequestOutcome;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.ConfirmationOutcome;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.account.RegistrationOutcome;

/** Registers users. */
public interface Registration {
  /**
   * Creates a user.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException if the provider cannot
   *     answer; it is then unknown whether the user was created, and it is safe to send the same
   *     registration again
   */
  RegistrationOutcome register(Caller caller, NewUser user);

  /**
   * Confirms a registration with the code that was sent.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException if the provider cannot answer
   */
  ConfirmationOutcome confirm(Caller caller, Username username, ConfirmationCode code);

  /**
   * Sends another code if the user exists and waits for confirmation. The caller does not learn
   * whether a code was sent.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException if the provider cannot answer
   */
  CodeRequestOutcome resendCode(Caller caller, Username username);
}
