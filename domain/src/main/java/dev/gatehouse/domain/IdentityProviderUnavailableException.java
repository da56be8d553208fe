package dev.gatehouse.domain;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The provider can't answer: it is unreachable, over its quota, misconfigured, or we are at our own
 * bound of calls.
 *
 * <p>The message and the cause are for the log; neither may hold a secret.
 */
public final class IdentityProviderUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Whose bound was met. */
  public enum Reason {
    /** The provider did not answer, or not sensibly. */
    UNAVAILABLE,
    /** This node has as much in flight as it takes on; nothing was sent. */
    OVERLOADED
  }

  private final Reason reason;
  private final Duration retryAfter;

  private IdentityProviderUnavailableException(
      Reason reason, String message, Duration retryAfter, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  /**
   * The provider did not answer, or not sensibly.
   *
   * @param message what happened, for the log
   * @param retryAfter when another attempt makes sense
   * @param cause what was thrown underneath, or null
   */
  public static IdentityProviderUnavailableException unavailable(
      String message, Duration retryAfter, @Nullable Throwable cause) {
    return new IdentityProviderUnavailableException(Reason.UNAVAILABLE, message, retryAfter, cause);
  }

  /**
   * This node has as much in flight as it takes on.
   *
   * @param message which bound was met, for the log
   * @param retryAfter when another attempt makes sense
   */
  public static IdentityProviderUnavailableException overloaded(
      String message, Duration retryAfter) {
    return new IdentityProviderUnavailableException(Reason.OVERLOADED, message, retryAfter, null);
  }

  /** Whose bound was met. */
  public Reason reason() {
    return reason;
  }

  /** When another attempt makes sense. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
