package dev.gatehouse.examples.recommendations.domain;

import java.time.Duration;

/** The social graph is unreachable or does not respond in time. The request itself may be valid. */
public final class SocialGraphUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure affects all users, so a longer wait is acceptable. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  /**
   * Makes the exception.
   *
   * @param message the failure, for the log; without personal data
   */
  public SocialGraphUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Returns how long to wait before a retry. */
  public Duration retryAfter() {
    return RETRY_AFTER;
  }
}
