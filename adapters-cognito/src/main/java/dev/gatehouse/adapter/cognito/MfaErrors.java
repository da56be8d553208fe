package dev.gatehouse.adapter.cognito;

import dev.gatehouse.adapter.cognito.CognitoErrors.Meaning;
import dev.gatehouse.adapter.cognito.CognitoErrors.Trouble;
import dev.gatehouse.domain.ChallengeOutcome;
import java.lang.System.Logger.Level;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasExistsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeMismatchException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConcurrentModificationException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EnableSoftwareTokenMfaException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExpiredCodeException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ForbiddenException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InternalErrorException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidEmailRoleAccessPolicyException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidLambdaResponseException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidPasswordException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidSmsRoleAccessPolicyException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidSmsRoleTrustRelationshipException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidUserPoolConfigurationException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MfaMethodNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.OperationNotEnabledException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordHistoryPolicyViolationException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordResetRequiredException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SoftwareTokenMfaNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyRequestsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UnexpectedLambdaException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserLambdaValidationException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotConfirmedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;

/** What the errors mean of the operations that logins and authenticator apps take part in. */
final class MfaErrors {
  /** What becomes of a further proof. */
  sealed interface Proof {
    /**
     * It is right.
     *
     * @param session continues the login; empty where there is none to continue
     */
    record Right(String session) implements Proof {}

    record Wrong() implements Proof {}

    /** The session or the access token opens nothing. */
    record Refused() implements Proof {}
  }

  /** What an app is to be given. */
  sealed interface Association {
    /**
     * A secret.
     *
     * @param session continues the login; empty where there is none to continue
     */
    record Made(String secret, String session) implements Association {
      @Override
      public String toString() {
        return "Made[redacted]";
      }
    }

    /** The session or the access token opens nothing. */
    record Refused() implements Association {}
  }

  /** What becomes of a preference. */
  enum Preference {
    SET,
    NO_APP,
    ACCESS_REFUSED
  }

  /**
   * What a user gives to a challenge, where a message names it as a parameter. The SDK ends each
   * message with the status code.
   */
  private static final Pattern USERS_MATTER =
      Pattern.compile("(?<!status )code\\b|\\bsession\\b", Pattern.CASE_INSENSITIVE);

  /** How the service says that a user has no app; it does so even where one is given up. */
  private static final Pattern NO_APP =
      Pattern.compile(
          "\\bhas not (set up|verified) software token mfa\\b"
              + "|\\bdelivery config set to turn on SOFTWARE_TOKEN_MFA\\b",
          Pattern.CASE_INSENSITIVE);

  static final CognitoErrors<ChallengeOutcome> ADMIN_RESPOND =
      new CognitoErrors<ChallengeOutcome>("AdminRespondToAuthChallenge")
          .answer(
              new ChallengeOutcome.InvalidAnswer(),
              AliasExistsException.class,
              CodeMismatchException.class,
              ExpiredCodeException.class,
              SoftwareTokenMfaNotFoundException.class,
              UserNotConfirmedException.class,
              UserNotFoundException.class)
          .answer(
              new ChallengeOutcome.PasswordResetRequired(), PasswordResetRequiredException.class)
          .refusal(
              new ChallengeOutcome.PasswordRefused(),
              InvalidPasswordException.class,
              PasswordHistoryPolicyViolationException.class)
          // A trigger of the operator's refuses the login: its reasons are not the caller's.
          .refusal(new ChallengeOutcome.InvalidAnswer(), UserLambdaValidationException.class)
          .read(NotAuthorizedException.class, MfaErrors::responseNotAuthorized)
          .read(InvalidParameterException.class, MfaErrors::responseInvalid)
          .trouble(Trouble.QUOTA, TooManyRequestsException.class)
          .trouble(Trouble.SERVICE, InternalErrorException.class)
          .trouble(
              Trouble.OPERATOR,
              InvalidEmailRoleAccessPolicyException.class,
              InvalidLambdaResponseException.class,
              InvalidSmsRoleAccessPolicyException.class,
              InvalidSmsRoleTrustRelationshipException.class,
              InvalidUserPoolConfigurationException.class,
              MfaMethodNotFoundException.class,
              OperationNotEnabledException.class,
              ResourceNotFoundException.class,
              UnexpectedLambdaException.class);

  static final CognitoErrors<Association> ASSOCIATE_SOFTWARE_TOKEN =
      new CognitoErrors<Association>("AssociateSoftwareToken")
          .read(
              NotAuthorizedException.class,
              AccountErrors.unlessOperators(new Association.Refused()))
          .trouble(
              Trouble.SERVICE, ConcurrentModificationException.class, InternalErrorException.class)
          .trouble(
              Trouble.OPERATOR,
              ForbiddenException.class,
              InvalidParameterException.class,
              OperationNotEnabledException.class,
              ResourceNotFoundException.class,
              SoftwareTokenMfaNotFoundException.class);

  static final CognitoErrors<Proof> VERIFY_SOFTWARE_TOKEN =
      new CognitoErrors<Proof>("VerifySoftwareToken")
          .answer(
              new Proof.Wrong(),
              CodeMismatchException.class,
              EnableSoftwareTokenMfaException.class,
              SoftwareTokenMfaNotFoundException.class)
          .answer(
              new Proof.Refused(),
              PasswordResetRequiredException.class,
              UserNotConfirmedException.class,
              UserNotFoundException.class)
          .read(NotAuthorizedException.class, AccountErrors.unlessOperators(new Proof.Refused()))
          .read(InvalidParameterException.class, AccountErrors.unlessOperators(new Proof.Wrong()))
          .trouble(Trouble.QUOTA, TooManyRequestsException.class)
          .trouble(Trouble.SERVICE, InternalErrorException.class)
          .trouble(
              Trouble.OPERATOR,
              ForbiddenException.class,
              InvalidUserPoolConfigurationException.class,
              OperationNotEnabledException.class,
              ResourceNotFoundException.class);

  static final CognitoErrors<Preference> SET_USER_MFA_PREFERENCE =
      new CognitoErrors<Preference>("SetUserMFAPreference")
          .answer(
              Preference.ACCESS_REFUSED,
              PasswordResetRequiredException.class,
              UserNotConfirmedException.class,
              UserNotFoundException.class)
          .read(
              NotAuthorizedException.class,
              AccountErrors.unlessOperators(Preference.ACCESS_REFUSED))
          .read(
              InvalidParameterException.class,
              message ->
                  NO_APP.matcher(message).find()
                      ? new Meaning.Answer<>(Preference.NO_APP, Level.DEBUG)
                      : new Meaning.NoAnswer<>(Trouble.OPERATOR))
          .trouble(Trouble.SERVICE, InternalErrorException.class)
          .trouble(
              Trouble.OPERATOR,
              ForbiddenException.class,
              OperationNotEnabledException.class,
              ResourceNotFoundException.class);

  private MfaErrors() {}

  /**
   * What is not said of the user's share is said of the request, thus of the pool or the client.
   */
  private static Meaning<ChallengeOutcome> responseInvalid(String message) {
    return USERS_MATTER.matcher(message).find()
        ? AccountErrors.<ChallengeOutcome>unlessOperators(new ChallengeOutcome.InvalidAnswer())
            .apply(message)
        : new Meaning.NoAnswer<>(Trouble.OPERATOR);
  }

  private static Meaning<ChallengeOutcome> responseNotAuthorized(String message) {
    return message.contains("attempts exceeded")
        ? new Meaning.Answer<>(
            new ChallengeOutcome.TooManyAttempts(CognitoErrors.LOCK_PASSES), Level.DEBUG)
        : AccountErrors.<ChallengeOutcome>unlessOperators(new ChallengeOutcome.InvalidAnswer())
            .apply(message);
  }
}
