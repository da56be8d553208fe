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
 * <p>Each promise below names the test of {@code LoginsContract} (module testkit) that shows it,
 * unless it names another suite. "Not specified" marks what providers may do differently.
 */
public interface Logins {
  /**
   * Checks credentials and issues tokens.
   *
   * <ul>
   *   <li>{@code LoggedIn}: the tokens verify against the provider's key set. The ID token contains
   *       the subject, the name and the address; the access token contains the same subject ({@code
   *       tokens_are_valid_and_identify_the_user}). The subject is the same at each login and
   *       differs between users ({@code subject_is_stable_and_differs_between_users}). Each login
   *       gets new tokens ({@code each_login_returns_new_tokens}).
   *   <li>{@code InvalidCredentials}: the user is unknown or the password is wrong ({@code
   *       unknown_user_and_wrong_password_give_the_same_result}). Every character of the password
   *       counts, and so does its case ({@code password_that_differs_slightly_is_refused}).
   *   <li>{@code UserNotConfirmed}: the registration is not confirmed ({@code
   *       user_confirms_with_the_code_and_logs_in}). Not specified: whether the provider checks the
   *       password first.
   *   <li>{@code UserDisabled}, {@code PasswordResetRequired}: an operator has set this state. Not
   *       specified: whether the provider checks the password first.
   *   <li>{@code TooManyAttempts}: the provider has locked the account. Not specified: whether it
   *       does that.
   *   <li>{@code ChallengeRequired}: the password is right, and the provider requires another step
   *       ({@code login_requires_confirmed_totp} of {@code TotpContract}).
   *   <li>{@code ChallengeNotSupported}: the provider requires a step that Gatehouse does not know.
   * </ul>
   *
   * @param caller the context of the request
   */
  ProviderLoginOutcome logIn(Caller caller, Credentials credentials);

  /**
   * Continues a login with the answer to a challenge.
   *
   * <ul>
   *   <li>{@code LoggedIn}: the answer is right; the tokens are like those of any login ({@code
   *       totp_code_completes_the_login} of {@code TotpContract}).
   *   <li>{@code ChallengeRequired}: the answer is right, and another step follows.
   *   <li>{@code InvalidAnswer}: the answer is wrong ({@code wrong_totp_code_does_not_log_in}) or
   *       was used before ({@code totp_code_works_once}), or the session is unknown, has expired or
   *       was used before ({@code unknown_session_and_wrong_code_give_the_same_result}).
   *   <li>{@code PasswordRefused}, {@code TooManyAttempts}: a rule of the provider. Not specified:
   *       which rules it has.
   * </ul>
   *
   * @param caller the context of the request
   * @param login the login, begun by this provider
   * @param answer an answer of the type that the challenge takes
   */
  ProviderChallengeOutcome answer(Caller caller, PendingLogin login, ChallengeAnswer answer);
}
