package dev.gatehouse.domain.usecase;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.CodeRequestOutcome;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.PasswordResetOutcome;

/** Lets users reset a forgotten password. */
public interface PasswordRecovery {
  /**
   * Sends a code if the user exists and can receive one. The caller does not learn whether a code
   * was sent.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException if the provider cannot answer
   */
  CodeRequestOutcome sendCode(Caller caller, Username username);

  /**
   * Sets a new password with the code that was sent, and ends all sessions of the user. From now on
   * this node refuses their ID and access tokens.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException if the provider cannot answer
   */
  PasswordResetOutcome reset(
      Caller caller, Username username, ConfirmationCode code, NewPassword password);
}
