package dev.gatehouse.domain.port;

import dev.gatehouse.domain.limit.AttemptDecision;
import dev.gatehouse.domain.limit.Budget;
import dev.gatehouse.domain.limit.Limits;
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
   *       ({@code simultaneous_attempts_do_not_exceed_the_limit}).
   *   <li>{@code Refused}: a budget is used up. After the returned time the attempt is allowed
   *       ({@code refused_attempt_is_allowed_after_the_wait_time}). A refused attempt is counted in
   *       no budget ({@code refused_attempts_do_not_extend_the_wait_time}, {@code
   *       attempt_refused_by_one_budget_uses_no_other_budget}). A budget fills again evenly over
   *       the window, up to the limit ({@code budget_refills_over_the_window}).
   * </ul>
   *
   * <p>A budget has as many attempts as {@link Limits#of(Budget)} says ({@code
   * larger_networks_have_budgets_of_their_own}). Budgets are independent ({@code
   * budgets_are_independent}). Names that differ only in case share a budget ({@code
   * names_that_differ_only_in_case_share_a_budget}). A limit that is turned off refuses nothing
   * ({@code disabled_limit_refuses_nothing}).
   *
   * @param budgets no two of them equal; if the list is empty, the attempt is allowed
   */
  AttemptDecision tryAcquire(List<Budget> budgets);

  /**
   * Returns an allowed attempt that must not count ({@code released_attempt_is_available_again}). A
   * budget never grows beyond its limit ({@code releases_do_not_raise_the_limit}).
   */
  void release(List<Budget> budgets);
}
