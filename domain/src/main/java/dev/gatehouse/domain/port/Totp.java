package dev.gatehouse.domain.port;

import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.totp.TotpCheckOutcome;
import dev.gatehouse.domain.totp.TotpConfirmationOutcome;
import dev.gatehouse.domain.totp.TotpEnrolmentOutcome;
import dev.gatehouse.domain.totp.TotpRemovalOutcome;
import dev.gatehouse.domain.totp.TotpStatusOutcome;

/**
 * Supports authenticator apps as a second factor (RFC 6238: six digits, every 30 s, HMAC-SHA-1).
 *
 * <p>Each promise below names the test of {@code TotpContract} (module testkit) that shows it. If
 * the session of the access token has ended, every operation returns {@code AccessRefused} and does
 * nothing ({@code access_token_of_an_ended_session_cannot_use_totp}).
 */
public interface Totp {
  /**
   * Returns whether the user's logins require a code from an app ({@code
   * status_shows_whether_totp_is_active}).
   */
  TotpStatusOutcome status(AccountAccess access);

  /**
   * Creates a secret for a new app. The old app, if any, stays active until the new one is
   * confirmed ({@code active_totp_stays_until_the_new_one_is_confirmed}).
   */
  TotpEnrolmentOutcome begin(AccountAccess access);

  /**
   * Activates the new app with one of its codes.
   *
   * <ul>
   *   <li>{@code Confirmed}: logins require its codes ({@code login_requires_confirmed_totp}).
   *   <li>{@code InvalidCode}: the code is wrong, or no set-up was begun; nothing changes ({@code
   *       wrong_code_does_not_activate_totp}, {@code confirmation_without_enrolment_is_refused}).
   * </ul>
   */
  TotpConfirmationOutcome confirm(AccountAccess access, ConfirmationCode code);

  /**
   * Checks a code of the active app.
   *
   * <ul>
   *   <li>{@code Correct}: the code is right, and does not work again ({@code
   *       code_of_the_active_app_is_right_once}).
   *   <li>{@code InvalidCode}: the code is wrong or was used before, or there is no active app.
   *   <li>{@code PasswordRequired}: a login is required. Not specified: whether a provider requires
   *       one.
   * </ul>
   */
  TotpCheckOutcome check(AccountAccess access, ConfirmationCode code);

  /**
   * Removes the app. Logins require no code ({@code login_requires_no_code_after_totp_removal}).
   */
  TotpRemovalOutcome remove(AccountAccess access);
}
