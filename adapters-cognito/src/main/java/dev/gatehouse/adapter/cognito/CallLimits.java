package dev.gatehouse.adapter.cognito;

import java.time.Duration;

/**
 * What the adapter grants the service, and itself.
 *
 * @param callsInFlight how many conversations with the service may be under way at once; each has
 *     at most one connection
 * @param connect how long the opening of a connection may take
 * @param attempt how long one attempt at an operation may take, opening the connection included
 * @param operation how long an operation may take with all its attempts
 * @param attempts how often an operation that may be repeated is tried, the first time included
 * @param backoff how long the pause before the second attempt is at most; it doubles from there
 */
public record CallLimits(
    int callsInFlight,
    Duration connect,
    Duration attempt,
    Duration operation,
    int attempts,
    Duration backoff) {
  /** What a server runs with: someone is waiting for the answer. */
  public static final CallLimits STANDARD =
      new CallLimits(
          512,
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          3,
          Duration.ofMillis(250));
}
