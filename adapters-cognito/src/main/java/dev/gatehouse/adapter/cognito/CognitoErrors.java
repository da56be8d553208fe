package dev.gatehouse.adapter.cognito;

import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.LoginOutcome;
import dev.gatehouse.domain.LoginOutcome.InvalidCredentials;
import dev.gatehouse.domain.LoginOutcome.PasswordResetRequired;
import dev.gatehouse.domain.LoginOutcome.TooManyAttempts;
import dev.gatehouse.domain.LoginOutcome.UserDisabled;
import dev.gatehouse.domain.LoginOutcome.UserNotConfirmed;
import dev.gatehouse.domain.RegistrationOutcome.PasswordRefused;
import dev.gatehouse.domain.RegistrationOutcome.RegistrationRefused;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeDeliveryFailureException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ForbiddenException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InternalErrorException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidEmailRoleAccessPolicyException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidLambdaResponseException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidPasswordException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidSmsRoleAccessPolicyException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidSmsRoleTrustRelationshipException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidUserPoolConfigurationException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LimitExceededException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MfaMethodNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.OperationNotEnabledException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordResetRequiredException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyFailedAttemptsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyRequestsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UnexpectedLambdaException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UnsupportedOperationException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserLambdaValidationException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotConfirmedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;

/**
 * What the errors of one operation mean; all that is known of them is here.
 *
 * <p>Each error that the service's model lists for an operation has its entry, and where only the
 * message tells two cases apart, the entry reads it. An error without an entry is the operator's
 * mistake (access denied, expired credentials, a bad signature come that way), unless it tells of
 * throttling or of a failing server.
 *
 * @param <A> what the operation answers with
 */
final class CognitoErrors<A> {
  /**
   * How long a locked user is told to wait. The service locks a user for 2^(n-5) seconds after the
   * n-th wrong password, up to about 15 minutes, and does not say how long it still is; a minute is
   * over the locks of the first ten.
   */
  static final Duration LOCK_PASSES = Duration.ofMinutes(1);

  /** The least length that a pool's policy can ask of passwords: what is shorter is nobody's. */
  private static final int SHORTEST_SECRET = 6;

  private static final Logger LOG = System.getLogger(CognitoErrors.class.getName());

  /** What the messages of errors that only an operator can mend speak of. */
  static final Pattern OPERATORS_MATTER =
      Pattern.compile(
          "\\b(client|secret[ _]?hash|flow|attribute is required)\\b", Pattern.CASE_INSENSITIVE);

  /** What a user gives to log in, where a message names it as a parameter. */
  private static final Pattern USERS_MATTER =
      Pattern.compile("\\b(username|password)\\b", Pattern.CASE_INSENSITIVE);

  /** What endpoints answer to operations that they do not know: AWS's own, and cognito-local. */
  private static final Set<String> UNKNOWN_OPERATION =
      Set.of("UnknownOperationException", "Unsupported");

  /** Who can mend what is no answer, and when to ask again. */
  enum Trouble {
    /** The service's own failure. */
    SERVICE(Level.WARNING, Duration.ofSeconds(5)),
    /** A quota that all users of the account share. */
    QUOTA(Level.WARNING, Duration.ofSeconds(2)),
    /** Settings, credentials or the pool: nothing changes until a person acts. */
    OPERATOR(Level.ERROR, Duration.ofMinutes(1));

    private final Level level;
    private final Duration passes;

    Trouble(Level level, Duration passes) {
      this.level = level;
      this.passes = passes;
    }
  }

  sealed interface Meaning<A> {
    /** An expected answer; {@code level} is how much an operator wants to know of it. */
    record Answer<A>(A outcome, Level level) implements Meaning<A> {}

    record NoAnswer<A>(Trouble trouble) implements Meaning<A> {}
  }

  /** That the user is confirmed now. */
  enum Confirmation {
    DONE
  }

  static final CognitoErrors<SignUp> SIGN_UP =
      new CognitoErrors<SignUp>("SignUp")
          .answer(new SignUp.NameInUse(), UsernameExistsException.class)
          .refusal(new SignUp.Refused(new PasswordRefused()), InvalidPasswordException.class)
          .refusal(
              new SignUp.Refused(new RegistrationRefused()), UserLambdaValidationException.class)
          .read(
              InvalidParameterException.class,
              message ->
                  OPERATORS_MATTER.matcher(message).find()
                      ? new Meaning.NoAnswer<>(Trouble.OPERATOR)
                      : new Meaning.Answer<>(
                          new SignUp.Refused(new RegistrationRefused()), Level.INFO))
          // Both tell that no code could be sent, after the user was created.
          .answer(
              new SignUp.Created(false, null),
              LimitExceededException.class,
              CodeDeliveryFailureException.class)
          .trouble(Trouble.QUOTA, TooManyRequestsException.class)
          .trouble(Trouble.SERVICE, InternalErrorException.class)
          .trouble(
              Trouble.OPERATOR,
              ForbiddenException.class,
              InvalidEmailRoleAccessPolicyException.class,
              InvalidLambdaResponseException.class,
              InvalidSmsRoleAccessPolicyException.class,
              InvalidSmsRoleTrustRelationshipException.class,
              NotAuthorizedException.class,
              OperationNotEnabledException.class,
              ResourceNotFoundException.class,
              UnexpectedLambdaException.class);

  static final CognitoErrors<Confirmation> ADMIN_CONFIRM_SIGN_UP =
      new CognitoErrors<Confirmation>("AdminConfirmSignUp")
          .read(
              NotAuthorizedException.class,
              message ->
                  message.contains("Current status is CONFIRMED")
                      ? new Meaning.Answer<>(Confirmation.DONE, Level.DEBUG)
                      : new Meaning.NoAnswer<>(Trouble.OPERATOR))
          .trouble(Trouble.QUOTA, TooManyRequestsException.class)
          .trouble(
              Trouble.SERVICE,
              InternalErrorException.class,
              LimitExceededException.class,
              TooManyFailedAttemptsException.class,
              UserNotFoundException.class)
          // A trigger that runs after the confirmation can't refuse it any more: it is broken.
          .trouble(
              Trouble.OPERATOR,
              InvalidLambdaResponseException.class,
              InvalidParameterException.class,
              OperationNotEnabledException.class,
              ResourceNotFoundException.class,
              UnexpectedLambdaException.class,
              UserLambdaValidationException.class);

  static final CognitoErrors<Optional<UserPool.StoredUser>> ADMIN_GET_USER =
      new CognitoErrors<Optional<UserPool.StoredUser>>("AdminGetUser")
          .answer(Optional.empty(), UserNotFoundException.class)
          .trouble(Trouble.QUOTA, TooManyRequestsException.class)
          .trouble(Trouble.SERVICE, InternalErrorException.class)
          .trouble(
              Trouble.OPERATOR,
              InvalidParameterException.class,
              NotAuthorizedException.class,
              OperationNotEnabledException.class,
              ResourceNotFoundException.class);

  static final CognitoErrors<LoginOutcome> ADMIN_INITIATE_AUTH =
      new CognitoErrors<LoginOutcome>("AdminInitiateAuth")
          .answer(new InvalidCredentials(), UserNotFoundException.class)
          // The model does not list it here: an emulator's answer to a wrong password.
          .answer(new InvalidCredentials(), InvalidPasswordException.class)
          .answer(new UserNotConfirmed(), UserNotConfirmedException.class)
          .answer(new PasswordResetRequired(), PasswordResetRequiredException.class)
          // A trigger of the operator's refuses the login: its reasons are not the caller's.
          .refusal(new InvalidCredentials(), UserLambdaValidationException.class)
          .read(NotAuthorizedException.class, CognitoErrors::loginNotAuthorized)
          .read(
              InvalidParameterException.class,
              message ->
                  USERS_MATTER.matcher(message).find() && !OPERATORS_MATTER.matcher(message).find()
                      ? new Meaning.Answer<>(new InvalidCredentials(), Level.DEBUG)
                      : new Meaning.NoAnswer<>(Trouble.OPERATOR))
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
              UnexpectedLambdaException.class,
              UnsupportedOperationException.class);

  private static Meaning<LoginOutcome> loginNotAuthorized(String message) {
    if (message.contains("Password attempts exceeded")) {
      return new Meaning.Answer<>(new TooManyAttempts(LOCK_PASSES), Level.DEBUG);
    }
    if (message.contains("User is disabled")) {
      return new Meaning.Answer<>(new UserDisabled(), Level.DEBUG);
    }
    return OPERATORS_MATTER.matcher(message).find()
        ? new Meaning.NoAnswer<>(Trouble.OPERATOR)
        : new Meaning.Answer<>(new InvalidCredentials(), Level.DEBUG);
  }

  private final String operation;
  private final Map<Class<? extends CognitoIdentityProviderException>, Function<String, Meaning<A>>>
      meanings;

  CognitoErrors(String operation) {
    this(operation, Map.of());
  }

  private CognitoErrors(
      String operation,
      Map<Class<? extends CognitoIdentityProviderException>, Function<String, Meaning<A>>>
          meanings) {
    this.operation = operation;
    this.meanings = meanings;
  }

  @SafeVarargs
  final CognitoErrors<A> answer(
      A outcome, Class<? extends CognitoIdentityProviderException>... errors) {
    return with(_ -> new Meaning.Answer<>(outcome, Level.DEBUG), errors);
  }

  /** An answer whose reasons only the provider knows. */
  @SafeVarargs
  final CognitoErrors<A> refusal(
      A outcome, Class<? extends CognitoIdentityProviderException>... errors) {
    return with(_ -> new Meaning.Answer<>(outcome, Level.INFO), errors);
  }

  @SafeVarargs
  final CognitoErrors<A> trouble(
      Trouble trouble, Class<? extends CognitoIdentityProviderException>... errors) {
    return with(_ -> new Meaning.NoAnswer<>(trouble), errors);
  }

  CognitoErrors<A> read(
      Class<? extends CognitoIdentityProviderException> error,
      Function<String, Meaning<A>> byMessage) {
    return with(byMessage, error);
  }

  @SafeVarargs
  private CognitoErrors<A> with(
      Function<String, Meaning<A>> meaning,
      Class<? extends CognitoIdentityProviderException>... errors) {
    var all = new HashMap<>(meanings);
    for (var error : errors) {
      all.put(error, meaning);
    }
    return new CognitoErrors<>(operation, Map.copyOf(all));
  }

  /** The errors with an entry. */
  Set<Class<? extends CognitoIdentityProviderException>> known() {
    return meanings.keySet();
  }

  /**
   * What the operation answers with, given what the SDK threw.
   *
   * @param secretsSent the secrets in the request; a message that repeats one is not logged
   * @throws IdentityProviderUnavailableException if that is no answer
   */
  A outcome(SdkException thrown, List<String> secretsSent) {
    String description = operation + ": " + describe(thrown, secretsSent);
    return switch (meaning(thrown)) {
      case Meaning.Answer<A>(A outcome, Level level) -> {
        LOG.log(level, description);
        yield outcome;
      }
      case Meaning.NoAnswer<A>(Trouble trouble) -> throw unavailable(description, trouble);
    };
  }

  private Meaning<A> meaning(SdkException thrown) {
    return switch (thrown) {
      case AwsServiceException error -> {
        Function<String, Meaning<A>> known = meanings.get(error.getClass());
        yield known == null ? new Meaning.NoAnswer<>(unlisted(error)) : known.apply(message(error));
      }
      // The SDK has no exception of its own for credentials it can't find.
      case SdkException failure ->
          new Meaning.NoAnswer<>(
              message(failure).contains("credentials") ? Trouble.OPERATOR : Trouble.SERVICE);
    };
  }

  private static Trouble unlisted(AwsServiceException error) {
    if (error.isThrottlingException()) {
      return Trouble.QUOTA;
    }
    return error.statusCode() >= 500 ? Trouble.SERVICE : Trouble.OPERATOR;
  }

  private static String describe(SdkException thrown, List<String> secretsSent) {
    String message = message(thrown);
    String told = message;
    if (secretsSent.stream()
        .filter(secret -> secret.length() >= SHORTEST_SECRET)
        .anyMatch(message::contains)) {
      told = "a message that repeats a secret";
    } else if (message.startsWith("Unable to unmarshall")) {
      // The SDK quotes what it could not read, which may be part of a token.
      told = "an answer that can't be read";
    }
    return thrown.getClass().getSimpleName() + ": " + told;
  }

  private static String message(SdkException thrown) {
    return Objects.requireNonNullElse(thrown.getMessage(), "no message");
  }

  /** Whether the endpoint has never heard of the operation, as emulators have not of all. */
  static boolean isOfUnknownOperation(SdkException thrown) {
    return thrown instanceof AwsServiceException error
        && error.awsErrorDetails() != null
        && UNKNOWN_OPERATION.contains(String.valueOf(error.awsErrorDetails().errorCode()));
  }

  /** An answer that the service's model does not allow. */
  static IdentityProviderUnavailableException nonsense(String operation, String what) {
    return unavailable(operation + ": " + what, Trouble.SERVICE);
  }

  private static IdentityProviderUnavailableException unavailable(
      String description, Trouble trouble) {
    LOG.log(trouble.level, description);
    return IdentityProviderUnavailableException.unavailable(description, trouble.passes, null);
  }
}
