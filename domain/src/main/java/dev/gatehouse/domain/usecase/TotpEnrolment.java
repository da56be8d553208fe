package dev.gatehouse.domain.usecase;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.totp.TotpConfirmationOutcome;
import dev.gatehouse.domain.totp.TotpEnrolmentOutcome;
import dev.gatehouse.domain.totp.TotpRemovalOutcome;
import dev.gatehouse.domain.totp.TotpStatusOutcome;

/** A user has logins ask for codes of an authenticator app, or no longer. */
public interface TotpEnrolment {
  /**
   * Tells whether logins ask for codes of an app.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException when the provider can't
   *     answer
   */
  TotpStatusOutcome status(AccountAccess access);

  /**
   * Makes up what the app and the provider share.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException when the provider can't
   *     answer
   */
  TotpEnrolmentOutcome begin(Caller caller, AccountAccess access);

  /**
   * Puts the app in force, with the first code that it shows.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException when the provider can't
   *     answer
   */
  TotpConfirmationOutcome confirm(Caller caller, AccountAccess access, ConfirmationCode code);

  /**
   * Gives the app up.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException when the provider can't
   *     answer
   */
  TotpRemovalOutcome remove(Caller caller, AccountAccess access);
}
