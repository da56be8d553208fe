package dev.gatehouse.domain.limit;

import java.time.Duration;

/** Whether an attempt is allowed. */
public sealed interface AttemptDecision {
  /** The attempt is allowed and counted in every budget. */
  record Allowed() implements AttemptDecision {}

  /**
   * The attempt is refused and counted in no budget.
   *
   * @param budget the budget that is used up; if several are, the one with the longest wait
   * @param retryAfter how long to wait before the next attempt; positive
   */
  record Refused(Budget budget, Duration retryAfter) implements AttemptDecision {}
}
