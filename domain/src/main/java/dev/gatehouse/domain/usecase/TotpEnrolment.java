package dev.gatehouse.domain.usecase;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.totp.TotpConfirmationOutcome;
import dev.gatehouse.domain.totp.TotpEnrolmentOutcome;
import dev.gatehouse.domain.totp.TotpRemovalOutcome;
import dev.gatehouse.domain.totp.TotpStatusOutcome;

/** Lets users set up and remove an authenticator app. */
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
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException if the provider cannot answer
   */
  TotpEnrolmentOutcome begin(Caller caller, AccountAccess access);

  /**
   * Activates the new app with one of its codes.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException if the provider cannot answer
   */
  TotpConfirmationOutcome confirm(Caller caller, AccountAccess access, ConfirmationCode code);

  /**
   * Removes the app.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException if the provider cannot answer
   */
  TotpRemovalOutcome remove(Caller caller, AccountAccess access);
}
