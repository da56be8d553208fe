package dev.gatehouse.domain.port;

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
 * <p>Every promise below is shown by the test of {@code PasswordsContract} (module testkit) that it
 * names.
 */
public interface Passwords {
  /**
   * Sends a code that resets the password to a user who exists, is enabled and has an address to
   * send it to. Nobody is told whether that is so ({@code
   * no_code_is_sent_for_an_unknown_user_and_nobody_is_told}). A code that was sent before is good
   * no more ({@code newest_code_counts}).
   */
  void sendResetCode(Username username);

  /**
   * Sets a password with a code.
   *
   * <ul>
   *   <li>{@code PasswordReset}: the new password logs in and the old one does not ({@code
   *       code_resets_the_password}), the user is confirmed, and all sessions have ended ({@code
   *       reset_ends_all_sessions}).
   *   <li>{@code InvalidCode}: it is not the code that was sent ({@code
   *       wrong_code_resets_nothing}), has done its work ({@code code_resets_once}), or there is no
   *       such user ({@code unknown_user_and_wrong_code_look_the_same}).
   *   <li>{@code PasswordRefused}: the provider has rules beyond ours; which ones is left open.
   * </ul>
   */
  PasswordResetOutcome reset(Username username, ConfirmationCode code, NewPassword password);

  /**
   * Sets another password in place of the current.
   *
   * <ul>
   *   <li>{@code PasswordChanged}: the new password logs in and the old one does not; the session
   *       goes on ({@code changed_password_logs_in_and_the_old_one_does_not}).
   *   <li>{@code InvalidCredentials}: nothing has changed ({@code
   *       wrong_current_password_changes_nothing}).
   *   <li>{@code PasswordRefused}, {@code TooManyAttempts}: the provider has rules beyond ours;
   *       which ones is left open.
   *   <li>{@code AccessRefused}: the session of the access token has ended ({@code
   *       access_token_of_an_ended_session_changes_nothing}).
   * </ul>
   */
  PasswordChangeOutcome change(AccountAccess access, Password current, NewPassword password);
}
