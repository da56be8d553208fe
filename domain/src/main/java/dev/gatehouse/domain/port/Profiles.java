package dev.gatehouse.domain.port;

import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.DeletionOutcome;
import dev.gatehouse.domain.account.EmailChangeOutcome;
import dev.gatehouse.domain.account.EmailCodeOutcome;
import dev.gatehouse.domain.account.EmailVerificationOutcome;
import dev.gatehouse.domain.token.AccountAccess;
import org.jspecify.annotations.Nullable;

/**
 * Changes e-mail addresses and deletes users.
 *
 * <p>Each promise below names the test of {@code ProfilesContract} (module testkit) that shows it.
 */
public interface Profiles {
  /**
   * Returns the subject of the user with this name; null if there is none ({@code
   * subject_of_a_name_is_found}).
   */
  @Nullable Subject findSubject(Username username);

  /**
   * Returns the user's current e-mail address ({@code address_of_the_user_is_found}). Returns null
   * if the user has none, or the session of the access token has ended.
   */
  @Nullable EmailAddress findEmail(AccountAccess access);

  /**
   * Changes the e-mail address.
   *
   * <ul>
   *   <li>{@code EmailChanged}: if verification is required, a code was sent to the new address,
   *       and the old address stays until the code is entered ({@code
   *       address_changes_after_its_code_is_confirmed}). Not specified: whether verification is
   *       required. The current address needs no code ({@code same_address_needs_no_code}).
   *   <li>{@code EmailRefused}: a rule of the provider. Not specified: which rules it has.
   *   <li>{@code AccessRefused}: the session of the access token has ended ({@code
   *       access_token_of_an_ended_session_does_nothing}).
   * </ul>
   */
  EmailChangeOutcome changeEmail(AccountAccess access, EmailAddress email);

  /**
   * Sends another code to the address that waits for verification. Earlier codes become invalid
   * ({@code only_the_newest_code_verifies_the_address}).
   */
  EmailCodeOutcome sendEmailCode(AccountAccess access);

  /**
   * Verifies the address that a code was sent to.
   *
   * <ul>
   *   <li>{@code EmailVerified}: new tokens contain the address as verified ({@code
   *       address_changes_after_its_code_is_confirmed}).
   *   <li>{@code InvalidCode}: the code is wrong, or no code was sent ({@code
   *       wrong_code_verifies_nothing}).
   * </ul>
   */
  EmailVerificationOutcome verifyEmail(AccountAccess access, ConfirmationCode code);

  /**
   * Deletes the user.
   *
   * <ul>
   *   <li>{@code Deleted}: the user cannot log in, no session can be refreshed, and the name is
   *       free ({@code deleted_user_cannot_log_in_and_name_is_free}). A new user with this name
   *       gets another subject. A durable provider has stored the deletion when it returns.
   *   <li>{@code AccessRefused}: the session of the access token has ended ({@code
   *       access_token_of_an_ended_session_does_nothing}).
   * </ul>
   */
  DeletionOutcome delete(AccountAccess access);
}
