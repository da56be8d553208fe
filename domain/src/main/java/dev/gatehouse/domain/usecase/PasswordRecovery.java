package dev.gatehouse.domain.usecase;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.CodeRequestOutcome;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.PasswordResetOutcome;

/** A user who has forgotten the password sets another. */
public interface PasswordRecovery {
  /**
   * Has a code sent, if the user exists and can receive one; the caller is told nothing.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException when the provider can't
   *     answer
   */
  CodeRequestOutcome sendCode(Caller caller, Username username);

  /**
   * Sets another password with the code that was sent, and ends all logins of the user; this node
   * refuses their ID and access tokens from now on.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException when the provider can't
   *     answer
   */
  PasswordResetOutcome reset(
      Caller caller, Username username, ConfirmationCode code, NewPassword password);
}
