package dev.gatehouse.domain;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The identity provider cannot answer. It is unreachable, over its quota or misconfigured, or this
 * node has too many calls in progress.
 *
 * <p>The message and the cause are for the log. They must not contain a secret.
 */
public final class IdentityProviderUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why the provider cannot answer. */
  public enum Reason {
    /** The provider did not answer, or its response was invalid. */
    UNAVAILABLE,
    /**
     * This node has too many calls in progress, or one more would exceed a quota of the provider.
     * Nothing was changed.
     */
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
   * Creates the exception for a provider that did not answer, or sent an invalid response.
   *
   * @param message what happened, for the log
   * @param retryAfter how long to wait before the next attempt
   * @param cause the exception that caused this one, or null
   */
  public static IdentityProviderUnavailableException unavailable(
      String message, Duration retryAfter, @Nullable Throwable cause) {
    return new IdentityProviderUnavailableException(Reason.UNAVAILABLE, message, retryAfter, cause);
  }

  /**
   * Creates the exception for a node with too many calls, in progress or per second.
   *
   * @param message which limit was reached, for the log
   * @param retryAfter how long to wait before the next attempt
   */
  public static IdentityProviderUnavailableException overloaded(
      String message, Duration retryAfter) {
    return new IdentityProviderUnavailableException(Reason.OVERLOADED, message, retryAfter, null);
  }

  /** Returns why the provider cannot answer. */
  public Reason reason() {
    return reason;
  }

  /** Returns how long to wait before the next attempt. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
