package dev.gatehouse.domain.usecase;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.DeletionOutcome;
import dev.gatehouse.domain.account.EmailChangeOutcome;
import dev.gatehouse.domain.account.EmailCodeOutcome;
import dev.gatehouse.domain.account.EmailVerificationOutcome;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.account.PasswordChangeOutcome;
import dev.gatehouse.domain.token.AccountAccess;

/** A user changes what is theirs. */
public interface AccountManagement {
  /**
   * Sets another password.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException when the provider can't
   *     answer
   */
  PasswordChangeOutcome changePassword(
      Caller caller, AccountAccess access, Password current, NewPassword password);

  /**
   * Asks for another e-mail address.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException when the provider can't
   *     answer
   */
  EmailChangeOutcome changeEmail(Caller caller, AccountAccess access, EmailAddress email);

  /**
   * Has another code sent to the address that is to be verified.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException when the provider can't
   *     answer
   */
  EmailCodeOutcome sendEmailCode(Caller caller, AccountAccess access);

  /**
   * Verifies the address with the code that was sent to it.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException when the provider can't
   *     answer
   */
  EmailVerificationOutcome verifyEmail(Caller caller, AccountAccess access, ConfirmationCode code);

  /**
   * Deletes the user for good, ends all logins, and announces it to whoever keeps anything about
   * the person.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException when the provider can't
   *     answer
   */
  DeletionOutcome delete(Caller caller, AccountAccess access, Password password);
}
