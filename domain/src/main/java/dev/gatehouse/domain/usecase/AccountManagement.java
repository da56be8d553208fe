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
import org.jspecify.annotations.Nullable;

/**
 * Lets users change and delete their accounts.
 *
 * <p>A change of the address and the deletion require a recent login or the current password
 * (step-up, RFC 9470).
 */
public interface AccountManagement {
  /**
   * Changes the password.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException if the provider cannot answer
   */
  PasswordChangeOutcome changePassword(
      Caller caller, AccountAccess access, Password current, NewPassword password);

  /**
   * Changes the e-mail address, or starts the change if the provider requires verification.
   *
   * @param current the current password; null if the user has not entered it
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException if the provider cannot answer
   */
  EmailChangeOutcome changeEmail(
      Caller caller, AccountAccess access, @Nullable Password current, EmailAddress email);

  /**
   * Sends another code to the address that waits for verification.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException if the provider cannot answer
   */
  EmailCodeOutcome sendEmailCode(Caller caller, AccountAccess access);

  /**
   * Verifies an e-mail address with the code that was sent to it.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException if the provider cannot answer
   */
  EmailVerificationOutcome verifyEmail(Caller caller, AccountAccess access, ConfirmationCode code);

  /**
   * Deletes the user, ends all sessions and notifies the features, so that they delete their data
   * about the user.
   *
   * @param current the current password; null if the user has not entered it
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException if the provider cannot answer
   */
  DeletionOutcome delete(Caller caller, AccountAccess access, @Nullable Password current);
}
