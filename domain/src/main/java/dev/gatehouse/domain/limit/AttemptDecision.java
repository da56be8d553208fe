package dev.gatehouse.domain.limit;

import java.time.Duration;

/** Whether an attempt may be made. */
public sealed interface AttemptDecision {
  /** It may; it is counted in every budget. */
  record Allowed() implements AttemptDecision {}

  /**
   * It may not; it is counted in no budget.
   *
   * @param budget the budget that is spent; of several, the one that takes longest
   * @param retryAfter when the attempt may be made; positive
   */
  record Refused(Budget budget, Duration retryAfter) implements AttemptDecision {}
}
