package dev.gatehouse.domain.port;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.account.PasswordChangeOutcome;
import dev.gatehouse.domain.account.PasswordResetOutcome;
import dev.gatehouse.domain.token.AccountAccess;

/**
 * Changes and resets the passwords of users.
 *
 * <p>The operations without an access token get the context of the request, for providers that
 * judge the risk of requests.
 *
 * <p>Each promise below names the test of {@code PasswordsContract} (module testkit) that shows it.
 */
public interface Passwords {
  /**
   * Sends a code to reset the password, if the user exists, is enabled and has an e-mail address.
   * The caller does not learn whether a code was sent ({@code
   * unknown_user_gets_no_reset_code_and_no_error}). Earlier codes become invalid ({@code
   * only_the_newest_reset_code_works}).
   */
  void sendResetCode(Caller caller, Username username);

  /**
   * Sets a new password with a code.
   *
   * <ul>
   *   <li>{@code PasswordReset}: the new password logs in and the old one does not ({@code
   *       code_resets_the_password}), the user is confirmed, and all sessions have ended ({@code
   *       reset_ends_all_sessions}).
   *   <li>{@code InvalidCode}: the code is wrong ({@code wrong_code_resets_nothing}) or was used
   *       before ({@code reset_code_works_once}), the password or the address has changed since it
   *       was sent ({@code reset_code_is_void_after_the_password_changed}, {@code
   *       reset_code_is_void_after_the_address_changed}), or the user does not exist ({@code
   *       unknown_user_and_wrong_code_give_the_same_result}).
   *   <li>{@code PasswordRefused}: a rule of the provider. Not specified: which rules it has.
   * </ul>
   */
  PasswordResetOutcome reset(
      Caller caller, Username username, ConfirmationCode code, NewPassword password);

  /**
   * Changes the password of a user who knows the current one.
   *
   * <ul>
   *   <li>{@code PasswordChanged}: the new password logs in and the old one does not; the session
   *       continues ({@code new_password_logs_in_and_old_password_does_not}).
   *   <li>{@code InvalidCredentials}: the current password is wrong; nothing changes ({@code
   *       wrong_current_password_changes_nothing}).
   *   <li>{@code PasswordRefused}, {@code TooManyAttempts}: a rule of the provider. Not specified:
   *       which rules it has.
   *   <li>{@code AccessRefused}: the session of the access token has ended ({@code
   *       access_token_of_an_ended_session_changes_nothing}).
   * </ul>
   */
  PasswordChangeOutcome change(AccountAccess access, Password current, NewPassword password);
}
