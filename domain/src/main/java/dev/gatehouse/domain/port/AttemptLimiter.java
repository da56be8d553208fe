package dev.gatehouse.domain.port;

import dev.gatehouse.domain.AttemptDecision;
import dev.gatehouse.domain.AttemptLimit;
import dev.gatehouse.domain.AttemptScope;

/**
 * Counts attempts, and says when there were enough.
 *
 * <p>Every promise below is shown by the test of {@code AttemptLimiterContract} (module testkit)
 * that it names. Implementations are safe for use by many threads at once, and may have a bound:
 * what they have counted may be lost, and then more attempts are allowed. Whatever they keep is
 * gone with them.
 */
public interface AttemptLimiter {
  /**
   * Takes one of the attempts of a scope.
   *
   * <ul>
   *   <li>{@code Allowed}: there was one left ({@code attempts_up_to_the_limit_are_allowed}). Of
   *       many at once no more are allowed than the limit says ({@code
   *       of_many_attempts_at_once_no_more_than_the_limit_are_allowed}).
   *   <li>{@code Refused}: there was none, and after the time that it tells there is one ({@code
   *       refused_attempt_is_allowed_after_the_time_told}); what was refused is not counted ({@code
   *       refused_attempts_do_not_postpone_the_next}). Attempts come back evenly over the window,
   *       never more than the limit ({@code attempts_come_back_over_the_window}).
   * </ul>
   *
   * <p>Scopes don't touch each other ({@code scopes_do_not_touch_each_other}); names that are one
   * in whatever case are one scope ({@code names_that_differ_in_case_alone_are_one_scope}).
   *
   * @param limit not off, and the same for each attempt of a scope
   */
  AttemptDecision take(AttemptScope scope, AttemptLimit limit);

  /**
   * Gives back an attempt that was allowed and shall not count ({@code
   * attempt_given_back_can_be_taken_again}); never more than the limit come together ({@code
   * more_than_the_limit_can_not_be_given_back}).
   */
  void giveBack(AttemptScope scope, AttemptLimit limit);
}
