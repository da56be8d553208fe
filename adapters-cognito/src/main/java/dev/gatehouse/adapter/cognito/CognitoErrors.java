package dev.gatehouse.adapter.cognito;

import dev.gatehouse.domain.IdentityProviderUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeDeliveryFailureException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InternalErrorException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LimitExceededException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordResetRequiredException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyRequestsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserLambdaValidationException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotConfirmedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;

/**
 * What the errors of one operation mean; it lists those that differ from the default.
 *
 * <p>By default an error that the service's model names is the operator's mistake, but for {@code
 * TooManyRequests} (a quota) and {@code InternalError} (the service's failure). An error that the
 * model does not name is the operator's mistake as well (access denied, expired credentials, a bad
 * signature come that way), unless it tells of throttling or of a failing server. Where only the
 * message tells two cases apart, the entry reads it.
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
  private static final Pattern MISCONFIGURED =
      Pattern.compile(
          "\\b(client|secret[ _]?hash|flow|attribute is required)\\b", Pattern.CASE_INSENSITIVE);

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

  /** The answer of an operation that tells nothing. */
  enum Done {
    DONE
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

  /**
   * Of an operation that an access token allows.
   *
   * @param refused what it answers where the token opens nothing
   */
  static <A> CognitoErrors<A> byAccessToken(String operation, A refused) {
    return new CognitoErrors<A>(operation)
        .answer(
            refused,
            PasswordResetRequiredException.class,
            UserNotConfirmedException.class,
            UserNotFoundException.class)
        .answerUnlessMisconfigured(refused, NotAuthorizedException.class);
  }

  /** Of an operation that sends a code, and does not tell whether it did. */
  static CognitoErrors<Done> byCodeRequest(String operation) {
    return new CognitoErrors<Done>(operation)
        .answer(Done.DONE, LimitExceededException.class, UserNotFoundException.class)
        .refuse(Done.DONE, CodeDeliveryFailureException.class, UserLambdaValidationException.class)
        .answerUnlessMisconfigured(
            Done.DONE, InvalidParameterException.class, NotAuthorizedException.class);
  }

  @SafeVarargs
  final CognitoErrors<A> answer(
      A outcome, Class<? extends CognitoIdentityProviderException>... errors) {
    return read(_ -> new Meaning.Answer<>(outcome, Level.DEBUG), errors);
  }

  /** An answer whose reasons only the provider knows. */
  @SafeVarargs
  final CognitoErrors<A> refuse(
      A outcome, Class<? extends CognitoIdentityProviderException>... errors) {
    return read(_ -> new Meaning.Answer<>(outcome, Level.INFO), errors);
  }

  @SafeVarargs
  final CognitoErrors<A> answerUnlessMisconfigured(
      A outcome, Class<? extends CognitoIdentityProviderException>... errors) {
    return read(message -> unlessMisconfigured(outcome, message), errors);
  }

  @SafeVarargs
  final CognitoErrors<A> fail(
      Trouble trouble, Class<? extends CognitoIdentityProviderException>... errors) {
    return read(_ -> new Meaning.NoAnswer<>(trouble), errors);
  }

  @SafeVarargs
  final CognitoErrors<A> read(
      Function<String, Meaning<A>> message,
      Class<? extends CognitoIdentityProviderException>... errors) {
    var all = new HashMap<>(meanings);
    for (var error : errors) {
      all.put(error, message);
    }
    return new CognitoErrors<>(operation, Map.copyOf(all));
  }

  /** The answer, unless the message speaks of what only an operator can mend. */
  static <A> Meaning<A> unlessMisconfigured(A outcome, String message) {
    return isMisconfigured(message)
        ? new Meaning.NoAnswer<>(Trouble.OPERATOR)
        : new Meaning.Answer<>(outcome, Level.DEBUG);
  }

  static boolean isMisconfigured(String message) {
    return MISCONFIGURED.matcher(message).find();
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
        yield known == null
            ? new Meaning.NoAnswer<>(byDefault(error))
            : known.apply(message(error));
      }
      // The SDK has no exception of its own for credentials it can't find.
      case SdkException failure ->
          new Meaning.NoAnswer<>(
              message(failure).contains("credentials") ? Trouble.OPERATOR : Trouble.SERVICE);
    };
  }

  private static Trouble byDefault(AwsServiceException error) {
    return switch (error) {
      case TooManyRequestsException _ -> Trouble.QUOTA;
      case InternalErrorException _ -> Trouble.SERVICE;
      case CognitoIdentityProviderException modelled
          when modelled.getClass() != CognitoIdentityProviderException.class ->
          Trouble.OPERATOR;
      case AwsServiceException other when other.isThrottlingException() -> Trouble.QUOTA;
      case AwsServiceException other ->
          other.statusCode() >= 500 ? Trouble.SERVICE : Trouble.OPERATOR;
    };
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
  static IdentityProviderUnavailableException malformedResponse(String operation, String what) {
    return unavailable(operation + ": " + what, Trouble.SERVICE);
  }

  private static IdentityProviderUnavailableException unavailable(
      String description, Trouble trouble) {
    LOG.log(trouble.level, description);
    return IdentityProviderUnavailableException.unavailable(description, trouble.passes, null);
  }
}
