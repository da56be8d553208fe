package dev.gatehouse.domain.port;

import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.ConfirmationOutcome;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.account.RegistrationOutcome;

/**
 * Creates users.
 *
 * <p>Every promise below is shown by the test of {@code RegistrationsContract} or {@code
 * RegistrationCodeContract} (module testkit) that it names; what a test can't show is marked as
 * left open.
 */
public interface Registrations {
  /**
   * Creates a user that can log in at once or, where the provider is set up to send codes, once the
   * code is given.
   *
   * <ul>
   *   <li>{@code Registered}: the user can log in with that password ({@code
   *       registered_user_logs_in_with_the_password}), whose subject is told or left open, and did
   *       not exist before. Acknowledged means durable where the provider is durable.
   *   <li>{@code ConfirmationRequired}: the user exists, and a code was sent to the address ({@code
   *       user_confirms_with_the_code_and_logs_in}).
   *   <li>{@code UsernameTaken}: the name is another user's in whatever case, and that user is
   *       untouched: the old password works and the new one does not ({@code
   *       taken_name_is_refused_and_its_owner_untouched}, {@code
   *       names_that_differ_in_case_alone_are_one_name}). Of many registrations of one name at
   *       once, one succeeds ({@code one_of_many_simultaneous_registrations_of_a_name_succeeds}).
   *   <li>{@code PasswordRefused}, {@code RegistrationRefused}: the provider has rules beyond ours.
   *       Which ones is left open.
   * </ul>
   *
   * <p>The name is kept as it was first written ({@code name_is_kept_as_first_written}), non-Latin
   * names included ({@code names_and_passwords_of_any_script_work}).
   */
  RegistrationOutcome register(NewUser user);

  /**
   * Completes a registration.
   *
   * <ul>
   *   <li>{@code Confirmed}: the user can log in ({@code user_confirms_with_the_code_and_logs_in}),
   *       and the address is verified ({@code confirmed_address_is_verified}).
   *   <li>{@code InvalidCode}: it is not the code that was sent ({@code
   *       wrong_code_confirms_nothing}), or there is nobody to confirm ({@code
   *       nobody_to_confirm_and_wrong_code_look_the_same}).
   * </ul>
   */
  ConfirmationOutcome confirm(Username username, ConfirmationCode code);

  /**
   * Sends another code to a user whose registration is to be confirmed; the former code is good no
   * more ({@code resent_code_confirms}). Nobody is told whether there is such a user ({@code
   * no_code_is_resent_where_nobody_waits_for_one}).
   */
  void resendCode(Username username);
}
