package dev.gatehouse.domain.port;

import dev.gatehouse.domain.limit.AttemptDecision;
import dev.gatehouse.domain.limit.Budget;
import java.util.List;

/**
 * Counts attempts, and refuses them if a budget is used up.
 *
 * <p>Each promise below names the test of {@code AttemptLimiterContract} (module testkit) that
 * shows it. Implementations are thread-safe. They may limit their memory; if they lose counts, more
 * attempts are allowed. If the store of an implementation is unreachable, it does not fail: it
 * counts on this node only and logs that. It never allows an attempt without counting it.
 */
public interface AttemptLimiter {
  /**
   * Takes one attempt from each budget, or from none.
   *
   * <ul>
   *   <li>{@code Allowed}: each budget had an attempt left ({@code
   *       attempts_up_to_the_limit_are_allowed}). Simultaneous attempts do not exceed the limit
   *       ({@code of_many_attempts_at_once_no_more_than_the_limit_are_allowed}).
   *   <li>{@code Refused}: a budget is used up. After the returned time the attempt is allowed
   *       ({@code refused_attempt_is_allowed_after_the_time_told}). A refused attempt is counted in
   *       no budget ({@code refused_attempts_do_not_postpone_the_next}, {@code
   *       attempt_refused_by_one_budget_takes_nothing_from_the_others}). A budget fills again
   *       evenly over the window, up to the limit ({@code attempts_come_back_over_the_window}).
   * </ul>
   *
   * <p>Budgets are independent ({@code budgets_do_not_touch_each_other}). Names that differ only in
   * case share a budget ({@code names_that_differ_in_case_alone_share_a_budget}). A limit that is
   * turned off refuses nothing ({@code limit_that_is_off_refuses_nothing}).
   *
   * @param budgets no two of them equal; if the list is empty, the attempt is allowed
   */
  AttemptDecision tryAcquire(List<Budget> budgets);

  /**
   * Returns an allowed attempt that must not count ({@code released_attempt_can_be_taken_again}). A
   * budget never grows beyond its limit ({@code more_than_the_limit_can_not_be_released}).
   */
  void release(List<Budget> budgets);
}
