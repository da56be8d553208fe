package dev.gatehouse.domain.port;

import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.totp.TotpConfirmationOutcome;
import dev.gatehouse.domain.totp.TotpEnrolmentOutcome;
import dev.gatehouse.domain.totp.TotpRemovalOutcome;
import dev.gatehouse.domain.totp.TotpStatusOutcome;

/**
 * The capability of a provider to ask for codes of authenticator apps at logins (RFC 6238: six
 * digits, every 30 s, HMAC-SHA-1).
 *
 * <p>Every promise below is shown by the test of {@code TotpContract} (module testkit) that it
 * names. Nothing is told or changed where the session of the access token has ended ({@code
 * access_token_of_an_ended_session_tells_and_changes_nothing}): {@code AccessRefused}.
 */
public interface Totp {
  /**
   * Tells whether logins ask for codes of an app ({@code status_tells_whether_an_app_is_in_force}).
   */
  TotpStatusOutcome status(AccountAccess access);

  /**
   * Makes up a secret for another app; the one before, if any, stays in force until a code of the
   * new one is given ({@code app_in_force_stays_until_the_next_is_confirmed}).
   */
  TotpEnrolmentOutcome begin(AccountAccess access);

  /**
   * Puts the app in force that the code is of.
   *
   * <ul>
   *   <li>{@code Confirmed}: logins ask for its codes ({@code
   *       confirmed_app_is_asked_for_at_the_next_login}).
   *   <li>{@code InvalidCode}: logins ask for no more than before ({@code
   *       wrong_code_puts_no_app_in_force}, {@code without_a_beginning_no_code_is_right}).
   * </ul>
   */
  TotpConfirmationOutcome confirm(AccountAccess access, ConfirmationCode code);

  /** Gives the app up: logins ask for no code ({@code removed_app_is_asked_for_no_more}). */
  TotpRemovalOutcome remove(AccountAccess access);
}
