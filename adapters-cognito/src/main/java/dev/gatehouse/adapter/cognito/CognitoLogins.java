package dev.gatehouse.adapter.cognito;

import dev.gatehouse.adapter.cognito.CognitoTotp.Proof;
import dev.gatehouse.adapter.cognito.call.CognitoErrors;
import dev.gatehouse.adapter.cognito.call.CognitoErrors.Meaning;
import dev.gatehouse.adapter.cognito.call.CognitoErrors.Trouble;
import dev.gatehouse.adapter.cognito.call.ServiceClients;
import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.Secret;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.login.ChallengeAnswer;
import dev.gatehouse.domain.login.ChallengeAnswer.CodeAnswer;
import dev.gatehouse.domain.login.ChallengeAnswer.MfaTypeAnswer;
import dev.gatehouse.domain.login.ChallengeAnswer.PasswordAnswer;
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
import dev.gatehouse.domain.login.ProviderChallengeOutcome.InvalidAnswer;
import dev.gatehouse.domain.login.ProviderLoginOutcome;
import dev.gatehouse.domain.login.ProviderLoginOutcome.UserDisabled;
import dev.gatehouse.domain.port.Logins;
import dev.gatehouse.domain.refusal.InvalidCredentials;
import dev.gatehouse.domain.refusal.PasswordRefused;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminInitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminRespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasExistsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeMismatchException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExpiredCodeException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidPasswordException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordHistoryPolicyViolationException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordResetRequiredException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SoftwareTokenMfaNotFoundException;
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
 * <p>Answers to challenges go to {@code AdminRespondToAuthChallenge}. If the pool requires an
 * authenticator app, the setup starts at once with {@code AssociateSoftwareToken}. A challenge that
 * requires attributes together with a new password ({@code requiredAttributes}) is not supported.
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
  private static final String RESPOND = "AdminRespondToAuthChallenge";

  /** Matches messages about a parameter that the user sends to log in. */
  private static final Pattern USERS_PARAMETER =
      Pattern.compile("\\b(username|password)\\b", Pattern.CASE_INSENSITIVE);

  /**
   * Matches messages about a parameter that the user sends to answer a challenge. The SDK adds
   * "status code" to the end of each message; this does not match.
   */
  private static final Pattern ANSWERS_PARAMETER =
      Pattern.compile("(?<!status )code\\b|\\bsession\\b", Pattern.CASE_INSENSITIVE);

  private static final CognitoErrors<ProviderLoginOutcome> ADMIN_INITIATE_AUTH =
      new CognitoErrors<ProviderLoginOutcome>(INITIATE)
          // InvalidPassword is not in the model; an emulator returns it for a wrong password.
          .answer(
              new InvalidCredentials(), InvalidPasswordException.class, UserNotFoundException.class)
          .answer(new UserNotConfirmed(), UserNotConfirmedException.class)
          .answer(new PasswordResetRequired(), PasswordResetRequiredException.class)
          // A Lambda trigger of the operator refuses the login. The reason is not shown to the
          // user.
          .refuse(new InvalidCredentials(), UserLambdaValidationException.class)
          .read(CognitoLogins::loginNotAuthorized, NotAuthorizedException.class)
          .read(
              message -> unlessOfRequest(USERS_PARAMETER, new InvalidCredentials(), message),
              InvalidParameterException.class);

  private static final CognitoErrors<ProviderChallengeOutcome> ADMIN_RESPOND =
      new CognitoErrors<ProviderChallengeOutcome>(RESPOND)
          .answer(
              new InvalidAnswer(),
              AliasExistsException.class,
              CodeMismatchException.class,
              ExpiredCodeException.class,
              SoftwareTokenMfaNotFoundException.class,
              UserNotConfirmedException.class,
              UserNotFoundException.class)
          .answer(new PasswordResetRequired(), PasswordResetRequiredException.class)
          .refuse(
              new PasswordRefused(),
              InvalidPasswordException.class,
              PasswordHistoryPolicyViolationException.class)
          // A Lambda trigger of the operator refuses the login. The reason is not shown to the
          // user.
          .refuse(new InvalidAnswer(), UserLambdaValidationException.class)
          .read(CognitoLogins::answerNotAuthorized, NotAuthorizedException.class)
          .read(
              message -> unlessOfRequest(ANSWERS_PARAMETER, new InvalidAnswer(), message),
              InvalidParameterException.class);

  /** A message that does not name the user's parameter is about the pool or the client. */
  private static <A> Meaning<A> unlessOfRequest(Pattern usersPart, A outcome, String message) {
    return usersPart.matcher(message).find()
        ? CognitoErrors.unlessMisconfigured(outcome, message)
        : new Meaning.NoAnswer<>(Trouble.OPERATOR);
  }

  private static Meaning<ProviderLoginOutcome> loginNotAuthorized(String message) {
    if (message.contains("Password attempts exceeded")) {
      return new Meaning.Answer<>(new TooManyAttempts(CognitoErrors.LOCK_PASSES), Level.DEBUG);
    }
    return message.contains("User is disabled")
        ? new Meaning.Answer<>(new UserDisabled(), Level.DEBUG)
        : CognitoErrors.unlessMisconfigured(new InvalidCredentials(), message);
  }

  private static Meaning<ProviderChallengeOutcome> answerNotAuthorized(String message) {
    return message.contains("attempts exceeded")
        ? new Meaning.Answer<>(new TooManyAttempts(CognitoErrors.LOCK_PASSES), Level.DEBUG)
        : CognitoErrors.unlessMisconfigured(new InvalidAnswer(), message);
  }

  private final CognitoSettings settings;
  private final ServiceClients service;
  private final CognitoTotp totp;
  private final Challenges challenges;

  CognitoLogins(CognitoSettings settings, ServiceClients service, CognitoTotp totp) {
    this.settings = settings;
    this.service = service;
    this.totp = totp;
    this.challenges = new Challenges(totp);
  }

  @Override
  public ProviderLoginOutcome logIn(Caller caller, Credentials credentials) {
    return switch (credentials) {
      case UsernamePassword(var username, var password) ->
          service.withPermit(
              () ->
                  initiate(
                      username,
                      password,
                      (challenge, answer) ->
                          challenges.next(
                              INITIATE,
                              username.value(),
                              challenge,
                              answer.challengeParameters(),
                              answer.session())));
    };
  }

  /**
   * Checks a password with a login that ends at a challenge. The caller must already hold a permit.
   */
  PasswordCheck checkPassword(Username username, Password password) {
    return switch (initiate(
        username, password, (challenge, _) -> Challenges.notSupported(challenge))) {
      // Cognito issues a challenge only if the password is correct.
      case LoggedIn _, ChallengeRequired _, ChallengeNotSupported _ -> PasswordCheck.CORRECT;
      case InvalidCredentials _, UserDisabled _, PasswordResetRequired _ -> PasswordCheck.WRONG;
      case UserNotConfirmed _ -> PasswordCheck.NOT_CONFIRMED;
      case TooManyAttempts _ -> PasswordCheck.LOCKED;
    };
  }

  private ProviderLoginOutcome initiate(
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
    if (!answer.matches(login.challenge())) {
      throw new IllegalArgumentException(
          "the answer does not match the challenge " + login.challenge());
    }
    ServiceSession own = ServiceSession.of(login.session());
    if (own == null) {
      return new InvalidAnswer();
    }
    return service.withPermit(
        () ->
            switch (answer) {
              case PasswordAnswer(var password) -> respond(login, own, "NEW_PASSWORD", password);
              case CodeAnswer(var code) -> giveCode(login, own, code);
              case MfaTypeAnswer(var type) ->
                  respond(login, own, Map.of("ANSWER", type.name()), null);
            });
  }

  private ProviderChallengeOutcome giveCode(
      PendingLogin login, ServiceSession own, ConfirmationCode code) {
    return switch (login.challenge()) {
      case SMS_MFA -> respond(login, own, "SMS_MFA_CODE", code);
      case EMAIL_OTP -> respond(login, own, "EMAIL_OTP_CODE", code);
      case SOFTWARE_TOKEN_MFA ->
          CognitoTotp.isCode(code)
              ? respond(login, own, "SOFTWARE_TOKEN_MFA_CODE", code)
              : new InvalidAnswer();
      case MFA_SETUP ->
          switch (totp.verify(own.session(), code)) {
            case Proof.Right(var next) ->
                respond(
                    login,
                    ServiceSession.after("VerifySoftwareToken", own.username(), next),
                    Map.of(),
                    null);
            case Proof.Wrong(), Proof.Refused() -> new InvalidAnswer();
          };
      case NEW_PASSWORD_REQUIRED, SELECT_MFA_TYPE ->
          throw new IllegalArgumentException("this challenge requires no code");
    };
  }

  private ProviderChallengeOutcome respond(
      PendingLogin login, ServiceSession own, String field, Secret secret) {
    return respond(login, own, Map.of(field, secret.reveal()), secret);
  }

  private ProviderChallengeOutcome respond(
      PendingLogin login, ServiceSession own, Map<String, String> fields, @Nullable Secret secret) {
    Map<String, String> responses = settings.withUsername(own.username(), fields);
    return ServiceClients.call(
        ADMIN_RESPOND,
        ServiceClients.secrets(
            own.session(), responses.get("SECRET_HASH"), secret == null ? null : secret.reveal()),
        () -> {
          AdminRespondToAuthChallengeResponse answer =
              service
                  .once()
                  .adminRespondToAuthChallenge(
                      request ->
                          request
                              .userPoolId(settings.userPoolId())
                              .clientId(settings.clientId())
                              .challengeName(login.challenge().name())
                              .session(own.session())
                              .challengeResponses(responses));
          String challenge = answer.challengeNameAsString();
          return challenge == null
              ? IssuedTokens.loggedIn(RESPOND, answer.authenticationResult())
              : challenges.next(
                  RESPOND,
                  own.username(),
                  challenge,
                  answer.challengeParameters(),
                  answer.session());
        });
  }
}
