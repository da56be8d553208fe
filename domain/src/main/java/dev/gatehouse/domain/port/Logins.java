package dev.gatehouse.domain.port;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.login.ChallengeAnswer;
import dev.gatehouse.domain.login.Credentials;
import dev.gatehouse.domain.login.PendingLogin;
import dev.gatehouse.domain.login.ProviderChallengeOutcome;
import dev.gatehouse.domain.login.ProviderLoginOutcome;

/**
 * Logs users in.
 *
 * <p>Every promise below is shown by the test of {@code LoginsContract} (module testkit) that it
 * names, where it names no other; what a test can't show is marked as left open.
 */
public interface Logins {
  /**
   * Answers credentials with tokens.
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
   *       confirmed_app_is_asked_for_at_the_next_login} of {@code TotpContract}).
   *   <li>{@code ChallengeNotSupported}: the provider asks for what Gatehouse does not know.
   * </ul>
   *
   * @param caller where the login comes from
   */
  ProviderLoginOutcome logIn(Caller caller, Credentials credentials);

  /**
   * Goes on with a login that asked for more than a password.
   *
   * <ul>
   *   <li>{@code LoggedIn}: the answer is right, and the tokens are as those of any login ({@code
   *       code_of_the_app_logs_in} of {@code TotpContract}).
   *   <li>{@code ChallengeRequired}: it is right, and there is a further step.
   *   <li>{@code InvalidAnswer}: it is wrong ({@code wrong_code_does_not_log_in}), was right once
   *       already ({@code code_works_once}), or the session is none, has expired or was used up
   *       ({@code unknown_session_and_wrong_code_look_the_same}).
   *   <li>{@code PasswordRefused}, {@code TooManyAttempts}: the provider has rules beyond ours;
   *       which ones is left open.
   * </ul>
   *
   * @param caller where the answer comes from
   * @param login as this provider has begun it
   * @param answer one that fits the challenge
   */
  ProviderChallengeOutcome answer(Caller caller, PendingLogin login, ChallengeAnswer answer);
}
