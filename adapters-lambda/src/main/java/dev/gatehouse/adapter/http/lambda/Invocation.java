package dev.gatehouse.adapter.http.lambda;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A call of the function.
 *
 * @param requestId the id that Lambda gave it; responses and log lines have the same one
 * @param remaining the time until Lambda ends the call
 */
public record Invocation(String requestId, Duration remaining) {
  private static final Pattern ID = Pattern.compile("[0-9A-Za-z-]{1,64}");

  /**
   * Checks the id.
   *
   * @throws IllegalArgumentException if it is not up to 64 letters, digits and hyphens
   */
  public Invocation {
    if (!ID.matcher(requestId).matches()) {
      throw new IllegalArgumentException("the request id of the invocation is not valid");
    }
  }
}
