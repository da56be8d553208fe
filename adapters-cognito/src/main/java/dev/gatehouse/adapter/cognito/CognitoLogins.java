package dev.gatehouse.adapter.cognito;

import dev.gatehouse.adapter.cognito.call.CognitoErrors;
import dev.gatehouse.adapter.cognito.call.CognitoErrors.Meaning;
import dev.gatehouse.adapter.cognito.call.ServiceClients;
import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.login.ChallengeAnswer;
import dev.gatehouse.domain.login.ChallengeName;
import dev.gatehouse.domain.login.Credentials;
import dev.gatehouse.domain.login.Credentials.UsernamePassword;
import dev.gatehouse.domain.login.LoginOutcome.UserNotConfirmed;
import dev.gatehouse.domain.login.LoginProgress;
import dev.gatehouse.domain.login.LoginProgress.ChallengeNotSupported;
import dev.gatehouse.domain.login.LoginProgress.ChallengeRequired;
import dev.gatehouse.domain.login.LoginProgress.LoggedIn;
import dev.gatehouse.domain.login.LoginProgress.PasswordResetRequired;
import dev.gatehouse.domain.login.PendingLogin;
import dev.gatehouse.domain.login.ProviderChallengeOutcome;
import dev.gatehouse.domain.login.ProviderLoginOutcome;
import dev.gatehouse.domain.login.ProviderLoginOutcome.UserDisabled;
import dev.gatehouse.domain.port.Logins;
import dev.gatehouse.domain.refusal.InvalidCredentials;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminInitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ContextDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidPasswordException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MfaMethodNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordResetRequiredException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserLambdaValidationException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotConfirmedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;

/**
 * Logs users in with {@code AdminInitiateAuth} and the flow {@code ADMIN_USER_PASSWORD_AUTH}.
 *
 * <p>Cognito locks a user for some time after five wrong passwords, also if they come from
 * different addresses. So an attacker who knows a user name can lock out this user. Our rate limits
 * do not prevent this.
 *
 * <p>If the pool requires an authenticator app, the setup starts at once with {@code
 * AssociateSoftwareToken}. A challenge that requires attributes together with a new password
 * ({@code requiredAttributes}) is not supported.
 */
final class CognitoLogins implements Logins {
  /** The result of checking a password; {@code WRONG} also if the user may not log in with it. */
  enum PasswordCheck {
    CORRECT,
    WRONG,
    NOT_CONFIRMED,
    LOCKED
  }

  private static final String INITIATE = "AdminInitiateAuth";

  /** Matches messages about a parameter that the user sends to log in. */
  private static final Pattern PARAMETER =
      Pattern.compile("\\b(username|password)\\b", Pattern.CASE_INSENSITIVE);

  private static final CognitoErrors<ProviderLoginOutcome> ADMIN_INITIATE_AUTH =
      new CognitoErrors<ProviderLoginOutcome>(INITIATE)
          // InvalidPassword is not in the model; an emulator returns it for a wrong password.
          .answer(
              new InvalidCredentials(), InvalidPasswordException.class, UserNotFoundException.class)
          .answer(new UserNotConfirmed(), UserNotConfirmedException.class)
          .answer(new PasswordResetRequired(), PasswordResetRequiredException.class)
          // The pool requires a second factor, and the user has none that it can use.
          .refuse(
              Challenges.notSupported(ChallengeName.MFA_SETUP.name()),
              MfaMethodNotFoundException.class)
          // A Lambda trigger of the operator refuses the login. The user does not see the reason.
          .refuse(new InvalidCredentials(), UserLambdaValidationException.class)
          .read(CognitoLogins::notAuthorized, NotAuthorizedException.class)
          .answerIfNamed(PARAMETER, new InvalidCredentials(), InvalidParameterException.class);

  private static Meaning<ProviderLoginOutcome> notAuthorized(String message) {
    if (message.contains("Password attempts exceeded")) {
      return new Meaning.Answer<>(new TooManyAttempts(CognitoErrors.LOCK_PASSES), Level.DEBUG);
    }
    return message.contains("User is disabled")
        ? new Meaning.Answer<>(new UserDisabled(), Level.DEBUG)
        : CognitoErrors.unlessMisconfigured(new InvalidCredentials(), message);
  }

  private final CognitoSettings settings;
  private final ServiceClients service;
  private final Challenges challenges;
  private final ChallengeAnswers answers;

  CognitoLogins(CognitoSettings settings, ServiceClients service, CognitoTotp totp) {
    this.settings = settings;
    this.service = service;
    this.challenges = new Challenges(totp);
    this.answers = new ChallengeAnswers(settings, service, totp, challenges);
  }

  @Override
  public ProviderLoginOutcome logIn(Caller caller, Credentials credentials) {
    return switch (credentials) {
      case UsernamePassword(var username, var password) ->
          service.withPermit(
              Collections.nCopies(password.forms().size(), INITIATE),
              () ->
                  initiate(
                      settings.risk().signed(caller, "/login"),
                      username,
                      password,
                      (challenge, answer) ->
                          challenges.next(
                              INITIATE,
                              username,
                              username.value(),
                              challenge,
                              answer.challengeParameters(),
                              answer.session())));
    };
  }

  /** Checks a password with a login that ends at a challenge. The caller must hold a permit. */
  PasswordCheck checkPassword(Caller caller, Username username, Password password) {
    var outcome =
        initiate(
            settings.risk().signed(caller, "/users"),
            username,
            password,
            (name, _) -> Challenges.notSupported(name));
    return switch (outcome) {
      // Cognito issues a challenge only if the password is correct.
      case LoggedIn _, ChallengeRequired _, ChallengeNotSupported _ -> PasswordCheck.CORRECT;
      case InvalidCredentials _, UserDisabled _, PasswordResetRequired _ -> PasswordCheck.WRONG;
      case UserNotConfirmed _ -> PasswordCheck.NOT_CONFIRMED;
      case TooManyAttempts _ -> PasswordCheck.LOCKED;
    };
  }

  private ProviderLoginOutcome initiate(
      ContextDataType context,
      Username username,
      Password password,
      BiFunction<String, AdminInitiateAuthResponse, LoginProgress> challenged) {
    return inEachForm(password, form -> initiateWith(context, username, form, challenged));
  }

  /**
   * Tries the forms of a password in turn until one is right, because Cognito compares passwords as
   * texts. Returns the last outcome.
   */
  static <O> O inEachForm(Password password, Function<Password, O> attempt) {
    List<Password> forms = password.forms();
    O outcome = attempt.apply(forms.getFirst());
    return outcome instanceof InvalidCredentials && forms.size() > 1
        ? attempt.apply(forms.getLast())
        : outcome;
  }

  private ProviderLoginOutcome initiateWith(
      ContextDataType context,
      Username username,
      Password password,
      BiFunction<String, AdminInitiateAuthResponse, LoginProgress> challenged) {
    Map<String, String> parameters =
        settings.withUsername(username.value(), Map.of("PASSWORD", password.reveal()));
    return ServiceClients.call(
        ADMIN_INITIATE_AUTH,
        ServiceClients.secrets(password.reveal(), parameters.get("SECRET_HASH")),
        () -> {
          AdminInitiateAuthResponse answer =
              service
                  .unlessHeard()
                  .adminInitiateAuth(
                      request ->
                          request
                              .userPoolId(settings.userPoolId())
                              .clientId(settings.clientId())
                              .contextData(context)
                              .authFlow(AuthFlowType.ADMIN_USER_PASSWORD_AUTH)
                              .authParameters(parameters));
          String challenge = answer.challengeNameAsString();
          return challenge == null
              ? IssuedTokens.loggedIn(INITIATE, answer.authenticationResult())
              : challenged.apply(challenge, answer);
        });
  }

  @Override
  public ProviderChallengeOutcome answer(
      Caller caller, PendingLogin login, ChallengeAnswer answer) {
    return answers.send(settings.risk().signed(caller, "/login/challenge"), login, answer);
  }
}
