package dev.gatehouse.domain.port;

import dev.gatehouse.domain.ChallengeAnswer;
import dev.gatehouse.domain.ChallengeOutcome;
import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.ConfirmationOutcome;
import dev.gatehouse.domain.LoginOutcome;
import dev.gatehouse.domain.NewUser;
import dev.gatehouse.domain.Password;
import dev.gatehouse.domain.PendingLogin;
import dev.gatehouse.domain.RegistrationOutcome;
import dev.gatehouse.domain.Username;

/**
 * Keeps users and issues their tokens: users come into being and log in here; what becomes of them
 * then is the matter of the roles that this one holds as well.
 *
 * <p>Every promise below is shown by the test of {@code IdentityProviderContract} or {@code
 * RegistrationCodeContract} (module testkit) that it names; what a test can't show is marked as
 * left open. Implementations are safe for use by many threads at once, and none of their methods
 * takes longer than a few seconds: a provider that can't answer by then throws {@link
 * dev.gatehouse.domain.IdentityProviderUnavailableException}.
 */
public interface IdentityProvider extends SessionKeeper, PasswordKeeper, ProfileKeeper, TotpKeeper {
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
   *   <li>{@code Confirmed}: the user can log in, and the address is verified ({@code
   *       user_confirms_with_the_code_and_logs_in}).
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

  /**
   * Answers a password with tokens.
   *
   * <ul>
   *   <li>{@code LoggedIn}: the tokens verify against the provider's key set, the ID token carries
   *       the subject, the name and the address, the access token the same subject ({@code
   *       tokens_verify_and_say_who_the_user_is}). The subject is the same at each login and
   *       differs between users ({@code subject_is_stable_and_differs_between_users}). No two
   *       logins get the same tokens ({@code each_login_gets_tokens_of_its_own}).
   *   <li>{@code InvalidCredentials}: for an unknown user as for a wrong password ({@code
   *       unknown_user_and_wrong_password_look_the_same}); passwords are compared with case, to the
   *       last character ({@code password_that_differs_slightly_is_refused}).
   *   <li>{@code UserNotConfirmed}: the code is yet to be given ({@code
   *       user_confirms_with_the_code_and_logs_in}). Whether the provider looks at the password
   *       before it says so is left open.
   *   <li>{@code UserDisabled}, {@code PasswordResetRequired}: states that others than the user
   *       bring about. Whether the provider looks at the password before it says so is left open.
   *   <li>{@code TooManyAttempts}: whether the provider itself locks accounts is left open.
   *   <li>{@code ChallengeRequired}: the password is right, and the provider asks for more ({@code
   *       confirmed_app_is_asked_for_at_the_next_login} of {@code TotpKeeperContract}).
   *   <li>{@code ChallengeNotSupported}: the provider asks for what Gatehouse does not know.
   * </ul>
   */
  LoginOutcome logIn(Username username, Password password);

  /**
   * Goes on with a login that asked for more than a password.
   *
   * <ul>
   *   <li>{@code LoggedIn}: the answer is right, and the tokens are as those of any login ({@code
   *       code_of_the_app_logs_in} of {@code TotpKeeperContract}).
   *   <li>{@code ChallengeRequired}: it is right, and there is a further step.
   *   <li>{@code InvalidAnswer}: it is wrong ({@code wrong_code_does_not_log_in}), was right once
   *       already ({@code code_works_once}), or the session is none, has expired or was used up
   *       ({@code unknown_session_and_wrong_code_look_the_same}).
   *   <li>{@code PasswordRefused}, {@code TooManyAttempts}: the provider has rules beyond ours;
   *       which ones is left open.
   * </ul>
   *
   * @param login as this provider has begun it
   * @param answer one that fits the challenge
   */
  ChallengeOutcome answer(PendingLogin login, ChallengeAnswer answer);
}
