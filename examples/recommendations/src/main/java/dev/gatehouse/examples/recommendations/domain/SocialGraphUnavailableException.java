package dev.gatehouse.examples.recommendations.domain;

import java.time.Duration;

/**
 * The social graph can't be reached, or does not answer in time; nothing is wrong with the request.
 */
public final class SocialGraphUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A graph that fails has failed for everyone: a little patience costs nothing. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  /**
   * Makes the exception.
   *
   * @param message what failed, for the log; holds nothing of any person
   */
  public SocialGraphUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  /** When to try again at the earliest. */
  public Duration retryAfter() {
    return RETRY_AFTER;
  }
}
