package dev.gatehouse.adapter.cognito.call;

import dev.gatehouse.domain.IdentityProviderUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * Converts the errors of one operation. Its table contains only the errors that differ from the
 * default.
 *
 * <p>By default, an error that Cognito's API model names is a mistake of the operator. The
 * exceptions are {@code TooManyRequests} (a quota) and {@code InternalError} (a failure of
 * Cognito). An error that the model does not name is also a mistake of the operator (for example
 * access denied, expired credentials or a bad signature), unless it reports throttling or has a
 * status from 500. If only the message distinguishes two cases, the entry reads the message.
 *
 * @param <A> the outcome of the operation
 */
public final class CognitoErrors<A> {
  /**
   * The waiting time that a locked user gets in the response. Cognito locks a user for 2^(n-5)
   * seconds after the n-th wrong password, up to about 15 minutes. It does not report the remaining
   * time. One minute is longer than each lock up to the tenth wrong password.
   */
  public static final Duration LOCK_PASSES = Duration.ofMinutes(1);

  private static final Logger LOG = System.getLogger(CognitoErrors.class.getName());

  /** Matches messages of errors that only an operator can fix. */
  private static final Pattern MISCONFIGURED =
      Pattern.compile(
          "\\b(client|secret[ _]?hash|flow|user ?context|attribute is required)\\b",
          Pattern.CASE_INSENSITIVE);

  /** The cause of a failed call. It sets the log level and the time until a retry makes sense. */
  public enum Trouble {
    /** A failure of Cognito. */
    SERVICE(Level.WARNING, Duration.ofSeconds(5)),
    /** A quota of the AWS account is used up; all users share it. */
    QUOTA(Level.WARNING, Duration.ofSeconds(2)),
    /** The settings, the credentials or the pool are wrong; an operator must fix them. */
    OPERATOR(Level.ERROR, Duration.ofMinutes(1));

    private final Level level;
    private final Duration passes;

    Trouble(Level level, Duration passes) {
      this.level = level;
      this.passes = passes;
    }
  }

  public sealed interface Meaning<A> {
    /** The error is an expected outcome; {@code level} is the level at which it is logged. */
    record Answer<A>(A outcome, Level level) implements Meaning<A> {}

    record NoAnswer<A>(Trouble trouble) implements Meaning<A> {}
  }

  /** The outcome of an operation that returns no data. */
  public enum Done {
    DONE
  }

  private final String operation;
  private final Map<Class<? extends CognitoIdentityProviderException>, Function<String, Meaning<A>>>
      meanings = new HashMap<>();

  public CognitoErrors(String operation) {
    this.operation = operation;
  }

  /** Returns the name of the operation. */
  String operation() {
    return operation;
  }

  /**
   * Creates the errors of an operation that requires an access token.
   *
   * @param refused the outcome if the token is not valid
   */
  public static <A> CognitoErrors<A> byAccessToken(String operation, A refused) {
    return new CognitoErrors<A>(operation)
        .answer(
            refused,
            PasswordResetRequiredException.class,
            UserNotConfirmedException.class,
            UserNotFoundException.class)
        .answerUnlessMisconfigured(refused, NotAuthorizedException.class);
  }

  /**
   * Creates the errors of an operation that sends a one-time code. The outcome does not show
   * whether it was sent.
   */
  public static CognitoErrors<Done> byCodeRequest(String operation) {
    return new CognitoErrors<Done>(operation)
        .answer(Done.DONE, LimitExceededException.class, UserNotFoundException.class)
        .refuse(Done.DONE, CodeDeliveryFailureException.class, UserLambdaValidationException.class)
        .answerUnlessMisconfigured(
            Done.DONE, InvalidParameterException.class, NotAuthorizedException.class);
  }

  @SafeVarargs
  public final CognitoErrors<A> answer(
      A outcome, Class<? extends CognitoIdentityProviderException>... errors) {
    return read(_ -> new Meaning.Answer<>(outcome, Level.DEBUG), errors);
  }

  /**
   * Maps errors to an outcome and logs them at {@code INFO}, because only the log shows the reason.
   */
  @SafeVarargs
  public final CognitoErrors<A> refuse(
      A outcome, Class<? extends CognitoIdentityProviderException>... errors) {
    return read(_ -> new Meaning.Answer<>(outcome, Level.INFO), errors);
  }

  @SafeVarargs
  public final CognitoErrors<A> answerUnlessMisconfigured(
      A outcome, Class<? extends CognitoIdentityProviderException>... errors) {
    return read(message -> unlessMisconfigured(outcome, message), errors);
  }

  /**
   * Maps errors to an outcome if the message names a parameter that the user sends; else an
   * operator must fix the error.
   */
  @SafeVarargs
  public final CognitoErrors<A> answerIfNamed(
      Pattern parameter, A outcome, Class<? extends CognitoIdentityProviderException>... errors) {
    return read(
        message ->
            parameter.matcher(message).find()
                ? unlessMisconfigured(outcome, message)
                : new Meaning.NoAnswer<>(Trouble.OPERATOR),
        errors);
  }

  @SafeVarargs
  public final CognitoErrors<A> fail(
      Trouble trouble, Class<? extends CognitoIdentityProviderException>... errors) {
    return read(_ -> new Meaning.NoAnswer<>(trouble), errors);
  }

  @SafeVarargs
  public final CognitoErrors<A> read(
      Function<String, Meaning<A>> message,
      Class<? extends CognitoIdentityProviderException>... errors) {
    for (var error : errors) {
      meanings.put(error, message);
    }
    return this;
  }

  /** Returns the outcome, unless the message shows an error that only an operator can fix. */
  public static <A> Meaning<A> unlessMisconfigured(A outcome, String message) {
    return isMisconfigured(message)
        ? new Meaning.NoAnswer<>(Trouble.OPERATOR)
        : new Meaning.Answer<>(outcome, Level.DEBUG);
  }

  public static boolean isMisconfigured(String message) {
    return MISCONFIGURED.matcher(message).find();
  }

  /**
   * Converts an exception of the SDK to the outcome of the operation.
   *
   * @param secretsSent the secrets in the request; a message that repeats one is not logged
   * @throws IdentityProviderUnavailableException if the error is not an expected outcome
   */
  public A outcome(SdkException thrown, List<String> secretsSent) {
    String description = operation + ": " + SdkFailures.describe(thrown, secretsSent);
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
            : known.apply(SdkFailures.message(error));
      }
      case SdkException failure ->
          new Meaning.NoAnswer<>(
              SdkFailures.lacksCredentials(failure) ? Trouble.OPERATOR : Trouble.SERVICE);
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

  /** Creates the exception for a response that Cognito's API model does not allow. */
  public static IdentityProviderUnavailableException malformedResponse(
      String operation, String what) {
    return unavailable(operation + ": " + what, Trouble.SERVICE);
  }

  private static IdentityProviderUnavailableException unavailable(
      String description, Trouble trouble) {
    LOG.log(trouble.level, description);
    return IdentityProviderUnavailableException.unavailable(description, trouble.passes, null);
  }
}
