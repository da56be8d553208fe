package dev.gatehouse.adapter.cognito.call;

import java.time.Duration;

/**
 * Limits and time-outs for calls to Cognito.
 *
 * @param callsInFlight how many conversations may run at the same time. A conversation is the
 *     sequence of calls for one operation of a port; it uses at most one connection at a time.
 * @param connect time-out for opening a connection
 * @param attempt time-out for one attempt, with opening the connection
 * @param operation time-out for one call, with all its attempts
 * @param attempts maximum number of attempts, with the first one, for a call that may be repeated
 * @param backoff maximum pause before the second attempt; it doubles for each further attempt
 */
public record CallLimits(
    int callsInFlight,
    Duration connect,
    Duration attempt,
    Duration operation,
    int attempts,
    Duration backoff) {
  /** The limits of a server. They are short because a user waits for the response. */
  public static final CallLimits STANDARD =
      new CallLimits(
          512,
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          3,
          Duration.ofMillis(250));
}
