package dev.gatehouse.domain.usecase;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.totp.TotpConfirmationOutcome;
import dev.gatehouse.domain.totp.TotpEnrolmentOutcome;
import dev.gatehouse.domain.totp.TotpRemovalOutcome;
import dev.gatehouse.domain.totp.TotpStatusOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Lets users set up and remove an authenticator app.
 *
 * <p>To begin and to remove require a recent login or the current password (step-up, RFC 9470). If
 * an app is active, they also require one of its codes.
 */
public interface TotpEnrolment {
  /**
   * Returns whether the user's logins require a code from an app.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException if the provider cannot answer
   */
  TotpStatusOutcome status(AccountAccess access);

  /**
   * Creates a secret for a new app.
   *
   * @param current the current password; null if the user has not entered it
   * @param code a code of the active app; null if the user has not entered it
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException if the provider cannot answer
   */
  TotpEnrolmentOutcome begin(
      Caller caller,
      AccountAccess access,
      @Nullable Password current,
      @Nullable ConfirmationCode code);

  /**
   * Activates the new app with one of its codes.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException if the provider cannot answer
   */
  TotpConfirmationOutcome confirm(Caller caller, AccountAccess access, ConfirmationCode code);

  /**
   * Removes the app.
   *
   * @param current the current password; null if the user has not entered it
   * @param code a code of the active app; null if the user has not entered it
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException if the provider cannot answer
   */
  TotpRemovalOutcome remove(
      Caller caller,
      AccountAccess access,
      @Nullable Password current,
      @Nullable ConfirmationCode code);
}
