package dev.gatehouse.adapter.cognito;

import dev.gatehouse.adapter.cognito.CognitoTotp.Proof;
import dev.gatehouse.adapter.cognito.call.CognitoErrors;
import dev.gatehouse.adapter.cognito.call.CognitoErrors.Meaning;
import dev.gatehouse.adapter.cognito.call.ServiceClients;
import dev.gatehouse.domain.Secret;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.login.ChallengeAnswer;
import dev.gatehouse.domain.login.ChallengeAnswer.CodeAnswer;
import dev.gatehouse.domain.login.ChallengeAnswer.MfaTypeAnswer;
import dev.gatehouse.domain.login.ChallengeAnswer.PasswordAnswer;
import dev.gatehouse.domain.login.ChallengeName;
import dev.gatehouse.domain.login.LoginProgress.PasswordResetRequired;
import dev.gatehouse.domain.login.PendingLogin;
import dev.gatehouse.domain.login.ProviderChallengeOutcome;
import dev.gatehouse.domain.login.ProviderChallengeOutcome.InvalidAnswer;
import dev.gatehouse.domain.refusal.PasswordRefused;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminRespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasExistsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeMismatchException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ContextDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExpiredCodeException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidPasswordException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MfaMethodNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordHistoryPolicyViolationException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordResetRequiredException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SoftwareTokenMfaNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserLambdaValidationException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotConfirmedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;

/** Sends the answers to challenges with {@code AdminRespondToAuthChallenge}. */
final class ChallengeAnswers {
  private static final String RESPOND = "AdminRespondToAuthChallenge";

  /**
   * Matches messages about a parameter that the user sends to answer a challenge. The SDK adds
   * "status code" to the end of each message; this does not match.
   */
  private static final Pattern PARAMETER =
      Pattern.compile("(?<!status )code\\b|\\bsession\\b", Pattern.CASE_INSENSITIVE);

  private static final CognitoErrors<ProviderChallengeOutcome> ADMIN_RESPOND_TO_AUTH_CHALLENGE =
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
          // The pool requires a second factor, and the user has none that it can use.
          .refuse(
              Challenges.notSupported(ChallengeName.MFA_SETUP.name()),
              MfaMethodNotFoundException.class)
          // A Lambda trigger of the operator refuses the login. The user does not see the reason.
          .refuse(new InvalidAnswer(), UserLambdaValidationException.class)
          .read(ChallengeAnswers::notAuthorized, NotAuthorizedException.class)
          .answerIfNamed(PARAMETER, new InvalidAnswer(), InvalidParameterException.class);

  private static Meaning<ProviderChallengeOutcome> notAuthorized(String message) {
    return message.contains("attempts exceeded")
        ? new Meaning.Answer<>(new TooManyAttempts(CognitoErrors.LOCK_PASSES), Level.DEBUG)
        : CognitoErrors.unlessMisconfigured(new InvalidAnswer(), message);
  }

  private final CognitoSettings settings;
  private final ServiceClients service;
  private final CognitoTotp totp;
  private final Challenges challenges;

  ChallengeAnswers(
      CognitoSettings settings, ServiceClients service, CognitoTotp totp, Challenges challenges) {
    this.settings = settings;
    this.service = service;
    this.totp = totp;
    this.challenges = challenges;
  }

  /** Sends the answer to the challenge of a login, and reads how the login continues. */
  ProviderChallengeOutcome send(
      ContextDataType context, PendingLogin login, ChallengeAnswer answer) {
    if (!answer.matches(login.challenge())) {
      throw new IllegalArgumentException(
          "the answer does not match the challenge " + login.challenge());
    }
    ServiceSession own = ServiceSession.of(login.session());
    if (own == null) {
      return new InvalidAnswer();
    }
    return service.withPermit(
        login.challenge() == ChallengeName.MFA_SETUP
            ? List.of("VerifySoftwareToken", RESPOND)
            : List.of(RESPOND),
        () ->
            switch (answer) {
              case PasswordAnswer(var password) ->
                  respond(context, login, own, "NEW_PASSWORD", password);
              case CodeAnswer(var code) -> giveCode(context, login, own, code);
              case MfaTypeAnswer(var type) ->
                  respond(context, login, own, Map.of("ANSWER", type.name()), null);
            });
  }

  private ProviderChallengeOutcome giveCode(
      ContextDataType context, PendingLogin login, ServiceSession own, ConfirmationCode code) {
    return switch (login.challenge()) {
      case SMS_MFA -> respond(context, login, own, "SMS_MFA_CODE", code);
      case EMAIL_OTP -> respond(context, login, own, "EMAIL_OTP_CODE", code);
      case SOFTWARE_TOKEN_MFA ->
          CognitoTotp.isCode(code)
              ? respond(context, login, own, "SOFTWARE_TOKEN_MFA_CODE", code)
              : new InvalidAnswer();
      case MFA_SETUP ->
          switch (totp.verify(own.session(), code)) {
            case Proof.Right(var next) ->
                respond(
                    context,
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
      ContextDataType context,
      PendingLogin login,
      ServiceSession own,
      String field,
      Secret secret) {
    return respond(context, login, own, Map.of(field, secret.reveal()), secret);
  }

  private ProviderChallengeOutcome respond(
      ContextDataType context,
      PendingLogin login,
      ServiceSession own,
      Map<String, String> fields,
      @Nullable Secret secret) {
    Map<String, String> responses = settings.withUsername(own.username(), fields);
    return ServiceClients.call(
        ADMIN_RESPOND_TO_AUTH_CHALLENGE,
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
                              .contextData(context)
                              .challengeName(login.challenge().name())
                              .session(own.session())
                              .challengeResponses(responses));
          String challenge = answer.challengeNameAsString();
          return challenge == null
              ? IssuedTokens.loggedIn(RESPOND, answer.authenticationResult())
              : challenges.next(
                  RESPOND,
                  login.username(),
                  own.username(),
                  challenge,
                  answer.challengeParameters(),
                  answer.session());
        });
  }
}
