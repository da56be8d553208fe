package dev.gatehouse.domain.port;

import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.DeletionOutcome;
import dev.gatehouse.domain.account.EmailChangeOutcome;
import dev.gatehouse.domain.account.EmailCodeOutcome;
import dev.gatehouse.domain.account.EmailVerificationOutcome;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.token.AccountAccess;

/**
 * Changes what users say about themselves, and deletes users.
 *
 * <p>Every promise below is shown by the test of {@code ProfilesContract} (module testkit) that it
 * names.
 */
public interface Profiles {
  /**
   * Notes another e-mail address.
   *
   * <ul>
   *   <li>{@code EmailChanged}: where verification is required, a code was sent to the new address,
   *       and the former one stays until the code is given ({@code
   *       address_changes_when_its_code_is_given}). Whether it is required is left open. The
   *       address that the user has anyway needs none ({@code same_address_needs_no_code}).
   *   <li>{@code EmailRefused}: the provider has rules beyond ours; which ones is left open.
   *   <li>{@code AccessRefused}: the session of the access token has ended ({@code
   *       access_token_of_an_ended_session_does_nothing}).
   * </ul>
   */
  EmailChangeOutcome changeEmail(AccountAccess access, EmailAddress email);

  /**
   * Sends another code to the address that is to be verified; the former code is good no more
   * ({@code newest_code_verifies}).
   */
  EmailCodeOutcome sendEmailCode(AccountAccess access);

  /**
   * Verifies the address that a code was sent to.
   *
   * <ul>
   *   <li>{@code EmailVerified}: tokens issued from now on carry the address, as verified ({@code
   *       address_changes_when_its_code_is_given}).
   *   <li>{@code InvalidCode}: it is not the code that was sent, or none was ({@code
   *       wrong_code_verifies_nothing}).
   * </ul>
   */
  EmailVerificationOutcome verifyEmail(AccountAccess access, ConfirmationCode code);

  /**
   * Deletes the user for good.
   *
   * <ul>
   *   <li>{@code Deleted}: the user can't log in, no session is refreshed, and the name is free
   *       ({@code deleted_user_is_gone_and_the_name_is_free}). Whoever takes the name is another
   *       subject. Acknowledged means durable where the provider is durable.
   *   <li>{@code InvalidCredentials}: nothing was deleted ({@code wrong_password_deletes_nothing}).
   *   <li>{@code TooManyAttempts}: whether the provider itself locks accounts is left open.
   * </ul>
   */
  DeletionOutcome delete(AccountAccess access, Password password);
}
