package dev.gatehouse.domain.limit;

import java.time.Duration;
import java.util.Locale;

/**
 * The rate limits, each with its default and its window.
 *
 * <p>The setting that changes the number of attempts has the name of the constant.
 */
public enum Limit {
  /** Failed logins of a user from one network: wrong passwords, codes and challenge answers. */
  LOGIN_ATTEMPTS(10, Duration.ofMinutes(15)),
  /**
   * Failed logins of a user from all networks, except networks from which the user has logged in
   * before.
   */
  LOGIN_ATTEMPTS_PER_ACCOUNT(100, Duration.ofHours(1)),
  /**
   * Requests from one network that contain a password or a code or request a code, and failed
   * refreshes.
   */
  LOGIN_ATTEMPTS_PER_ADDRESS(100, Duration.ofMinutes(1)),
  /** Requests from one network that have a body or need the provider, whatever else counts them. */
  REQUESTS_PER_ADDRESS(1000, Duration.ofMinutes(1)),
  /** Registrations from one network. */
  REGISTRATIONS_PER_ADDRESS(20, Duration.ofHours(1)),
  /** Codes sent to a user. */
  CODES_PER_ACCOUNT(5, Duration.ofHours(1)),
  /** Codes sent to a mailbox that is not verified, for all users together. */
  CODES_PER_MAILBOX(10, Duration.ofHours(1));

  private final int defaultAttempts;
  private final Duration window;

  Limit(int defaultAttempts, Duration window) {
    this.defaultAttempts = defaultAttempts;
    this.window = window;
  }

  /** Returns the default number of attempts in the window; positive. */
  public int defaultAttempts() {
    return defaultAttempts;
  }

  /** Returns the time in which a used-up budget fills again. It fills evenly. */
  public Duration window() {
    return window;
  }

  /** Returns the stable name in logs and metrics, in lower snake case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
