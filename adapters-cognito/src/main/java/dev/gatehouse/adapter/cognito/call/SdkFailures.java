package dev.gatehouse.adapter.cognito.call;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Reads what an exception of the SDK says beyond its type. */
public final class SdkFailures {
  /**
   * The smallest minimum length that a pool's password policy can have; a shorter text is not a
   * password.
   */
  private static final int SHORTEST_SECRET = 6;

  /** The error codes for an unknown operation: of AWS, and of the emulator cognito-local. */
  private static final Set<String> UNKNOWN_OPERATION =
      Set.of("UnknownOperationException", "Unsupported");

  private SdkFailures() {}

  /** Returns the error code of a response, or an empty text. */
  public static String code(AwsServiceException e) {
    return e.awsErrorDetails() == null ? "" : String.valueOf(e.awsErrorDetails().errorCode());
  }

  /** Checks whether the SDK found no credentials. It has no separate exception type for this. */
  public static boolean lacksCredentials(SdkException e) {
    return message(e).contains("credentials");
  }

  /** Checks whether the SDK could not read the response. */
  public static boolean isUnreadable(SdkException e) {
    return message(e).startsWith("Unable to unmarshall");
  }

  /** Checks whether the endpoint does not know the operation; emulators know only some of them. */
  public static boolean isUnknownOperation(SdkException e) {
    return e instanceof AwsServiceException error && UNKNOWN_OPERATION.contains(code(error));
  }

  static String message(SdkException e) {
    return Objects.requireNonNullElse(e.getMessage(), "no message");
  }

  /**
   * Describes a failure for the log.
   *
   * @param secretsSent the secrets in the request; a message that repeats one is not shown
   */
  static String describe(SdkException e, List<String> secretsSent) {
    String message = message(e);
    String shown = message;
    if (secretsSent.stream()
        .filter(secret -> secret.length() >= SHORTEST_SECRET)
        .anyMatch(message::contains)) {
      shown = "the message is not shown, because it repeats a secret";
    } else if (isUnreadable(e)) {
      // The SDK quotes the text that it could not read, and that can be part of a token.
      shown = "the response can't be read";
    }
    return e.getClass().getSimpleName() + ": " + shown;
  }
}
