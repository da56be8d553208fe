package dev.gatehouse.domain.port;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.ConfirmationOutcome;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.account.RegistrationOutcome;

/**
 * Creates users.
 *
 * <p>Each operation gets the context of its request, for providers that judge the risk of requests.
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
   *       registered_user_logs_in_with_the_password}). The address is not verified ({@code
   *       tokens_are_valid_and_identify_the_user} of {@code LoginsContract}). A durable provider
   *       has stored the user when it returns. Not specified: whether the subject is returned.
   *   <li>{@code ConfirmationRequired}: a code was sent to the address; the user exists once it is
   *       entered ({@code user_confirms_with_the_code_and_logs_in}). Several registrations of a
   *       name may wait. A code belongs to one of them, and activates only its password ({@code
   *       code_confirms_only_its_own_registration}).
   *   <li>{@code UsernameTaken}: another user has this name, perhaps in another case. That user is
   *       unchanged: the old password works and the new one does not ({@code
   *       taken_name_is_refused_and_its_owner_stays_unchanged}, {@code
   *       names_that_differ_only_in_case_are_equal}). Not specified: whether a name that only looks
   *       like a taken one is taken. If a name is registered several times at once, one
   *       registration succeeds ({@code only_one_simultaneous_registration_of_a_name_succeeds}).
   *   <li>{@code PasswordRefused}, {@code RegistrationRefused}: a rule of the provider. Not
   *       specified: which rules it has.
   * </ul>
   *
   * <p>The name is kept as it was first written ({@code name_keeps_its_original_case}). Names and
   * passwords may be in any script ({@code unicode_names_and_passwords_work}). A password works in
   * every Unicode normalization form ({@code password_works_in_every_normalization_form}).
   */
  RegistrationOutcome register(Caller caller, NewUser user);

  /**
   * Confirms a registration.
   *
   * <ul>
   *   <li>{@code Confirmed}: the user can log in ({@code user_confirms_with_the_code_and_logs_in}),
   *       and the address is verified ({@code confirmed_address_is_verified}). Other registrations
   *       of the name no longer wait ({@code code_confirms_only_its_own_registration}).
   *   <li>{@code InvalidCode}: the code is wrong ({@code wrong_code_confirms_nothing}), or no such
   *       user waits for confirmation ({@code
   *       missing_registration_and_wrong_code_give_the_same_result}).
   * </ul>
   */
  ConfirmationOutcome confirm(Caller caller, Username username, ConfirmationCode code);

  /**
   * Sends another code to a user who waits for confirmation. Earlier codes become invalid ({@code
   * only_the_resent_code_confirms_the_user}). Sends none if several registrations of the name wait,
   * because the code of a stranger's registration could look like the answer to this request. The
   * caller does not learn whether a code was sent ({@code
   * unknown_or_confirmed_user_gets_no_new_code}).
   */
  void resendCode(Caller caller, Username username);
}
