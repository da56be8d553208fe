package dev.gatehouse.domain.port;

import dev.gatehouse.domain.limit.AttemptDecision;
import dev.gatehouse.domain.limit.Budget;
import java.util.List;

/**
 * Counts attempts, and refuses them where a budget is spent.
 *
 * <p>Every promise below is shown by the test of {@code AttemptLimiterContract} (module testkit)
 * that it names. Implementations are safe for use by many threads at once, and may have a bound:
 * what they have counted may be lost, and then more attempts are allowed. An implementation whose
 * store cannot be reached does not fail: it falls back to the count of this node, says so in the
 * log, and never allows without counting.
 */
public interface AttemptLimiter {
  /**
   * Takes one attempt from each budget, or none from any.
   *
   * <ul>
   *   <li>{@code Allowed}: each budget had one left ({@code attempts_up_to_the_limit_are_allowed}).
   *       Of many at once no more are allowed than the limit says ({@code
   *       of_many_attempts_at_once_no_more_than_the_limit_are_allowed}).
   *   <li>{@code Refused}: a budget is spent, and after the time that it tells the attempt is
   *       allowed ({@code refused_attempt_is_allowed_after_the_time_told}). A refused attempt is
   *       counted in no budget ({@code refused_attempts_do_not_postpone_the_next}, {@code
   *       attempt_refused_by_one_budget_takes_nothing_from_the_others}). Attempts come back evenly
   *       over the window, never more than the limit ({@code attempts_come_back_over_the_window}).
   * </ul>
   *
   * <p>Budgets don't touch each other ({@code budgets_do_not_touch_each_other}); names that differ
   * in case alone are one name ({@code names_that_differ_in_case_alone_share_a_budget}). A limit
   * that is off refuses nothing ({@code limit_that_is_off_refuses_nothing}).
   *
   * @param budgets different ones; with none the attempt is allowed
   */
  AttemptDecision tryAcquire(List<Budget> budgets);

  /**
   * Gives back an attempt that was allowed and shall not count ({@code
   * released_attempt_can_be_taken_again}); a budget never holds more than its limit ({@code
   * more_than_the_limit_can_not_be_released}).
   */
  void release(List<Budget> budgets);
}
