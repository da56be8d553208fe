package dev.gatehouse.domain;

import java.time.Duration;

/** Whether an attempt may be made. */
public sealed interface AttemptDecision {
  /** It may, and is counted. */
  record Allowed() implements AttemptDecision {}

  /**
   * It may not, and is not counted.
   *
   * @param retryAfter when one may; positive
   */
  record Refused(Duration retryAfter) implements AttemptDecision {}
}
