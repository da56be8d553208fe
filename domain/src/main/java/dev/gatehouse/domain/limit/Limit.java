package dev.gatehouse.domain.limit;

import java.time.Duration;
import java.util.Locale;

/**
 * The limits on attempts, each with its default and the window in which the attempts come back.
 *
 * <p>Each constant names the setting that changes the number of attempts.
 */
public enum Limit {
  /** Failed proofs of a user from one network: wrong passwords, codes and answers. */
  LOGIN_ATTEMPTS(10, Duration.ofMinutes(15)),
  /** Failed proofs of a user, from all networks but those that the user has logged in from. */
  LOGIN_ATTEMPTS_PER_ACCOUNT(100, Duration.ofHours(1)),
  /** Requests from one network that carry a proof or ask for a code, and refreshes that fail. */
  LOGIN_ATTEMPTS_PER_ADDRESS(100, Duration.ofMinutes(1)),
  /** Other requests from one network that reach the provider, such as refreshes and logouts. */
  REQUESTS_PER_ADDRESS(1000, Duration.ofMinutes(1)),
  /** Registrations from one network. */
  REGISTRATIONS_PER_ADDRESS(20, Duration.ofHours(1)),
  /** Codes sent to a user. */
  CODES_PER_ACCOUNT(5, Duration.ofHours(1));

  private final int defaultAttempts;
  private final Duration window;

  Limit(int defaultAttempts, Duration window) {
    this.defaultAttempts = defaultAttempts;
    this.window = window;
  }

  /** How many attempts are allowed in the window where no setting says otherwise; positive. */
  public int defaultAttempts() {
    return defaultAttempts;
  }

  /** The time in which all attempts of a spent budget come back, evenly. */
  public Duration window() {
    return window;
  }

  /** The stable name in logs and metrics, in lower snake case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
