package dev.gatehouse.domain.port;

import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.ConfirmationOutcome;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.account.RegistrationOutcome;

/**
 * Creates users.
 *
 * <p>Each promise below names the test of {@code RegistrationsContract} or {@code
 * RegistrationCodeContract} (module testkit) that shows it. "Not specified" marks what providers
 * may do differently.
 */
public interface Registrations {
  /**
   * Creates a user. The user can log in at once or, if the provider sends codes, after the
   * confirmation.
   *
   * <ul>
   *   <li>{@code Registered}: the user is new and can log in with this password ({@code
   *       registered_user_logs_in_with_the_password}). A durable provider has stored the user when
   *       it returns. Not specified: whether the subject is returned.
   *   <li>{@code ConfirmationRequired}: the user exists, and a code was sent to the address ({@code
   *       user_confirms_with_the_code_and_logs_in}).
   *   <li>{@code UsernameTaken}: another user has this name, perhaps in another case. That user is
   *       unchanged: the old password works and the new one does not ({@code
   *       taken_name_is_refused_and_its_owner_untouched}, {@code
   *       names_that_differ_in_case_alone_are_one_name}). If a name is registered several times at
   *       once, one registration succeeds ({@code
   *       one_of_many_simultaneous_registrations_of_a_name_succeeds}).
   *   <li>{@code PasswordRefused}, {@code RegistrationRefused}: a rule of the provider. Not
   *       specified: which rules it has.
   * </ul>
   *
   * <p>The name is kept as it was first written ({@code name_is_kept_as_first_written}). Names and
   * passwords may be in any script ({@code names_and_passwords_of_any_script_work}).
   */
  RegistrationOutcome register(NewUser user);

  /**
   * Confirms a registration.
   *
   * <ul>
   *   <li>{@code Confirmed}: the user can log in ({@code user_confirms_with_the_code_and_logs_in}),
   *       and the address is verified ({@code confirmed_address_is_verified}).
   *   <li>{@code InvalidCode}: the code is wrong ({@code wrong_code_confirms_nothing}), or no such
   *       user waits for confirmation ({@code nobody_to_confirm_and_wrong_code_look_the_same}).
   * </ul>
   */
  ConfirmationOutcome confirm(Username username, ConfirmationCode code);

  /**
   * Sends another code to a user who waits for confirmation. Earlier codes become invalid ({@code
   * resent_code_confirms}). The caller does not learn whether a code was sent ({@code
   * no_code_is_resent_where_nobody_waits_for_one}).
   */
  void resendCode(Username username);
}
