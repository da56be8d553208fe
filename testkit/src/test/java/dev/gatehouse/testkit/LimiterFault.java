package dev.gatehouse.testkit;

import java.util.Set;

/** The faults of a limiter, with the contract tests that detect them. */
@SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable.
enum LimiterFault implements Fault {
  NONE,
  ALLOWS_ONE_MORE(
      "attempt_refused_by_one_budget_takes_nothing_from_the_others",
      "attempts_come_back_over_the_window",
      "attempts_up_to_the_limit_are_allowed",
      "budgets_do_not_touch_each_other",
      "limit_that_is_off_refuses_nothing",
      "more_than_the_limit_can_not_be_released",
      "names_that_differ_in_case_alone_share_a_budget",
      "of_many_attempts_at_once_no_more_than_the_limit_are_allowed",
      "refused_attempt_is_allowed_after_the_time_told",
      "refused_attempts_do_not_postpone_the_next",
      "released_attempt_can_be_taken_again"),
  ALLOWS_ALL_AT_ONCE("of_many_attempts_at_once_no_more_than_the_limit_are_allowed"),
  COUNTS_WHAT_IT_REFUSES(
      "attempt_refused_by_one_budget_takes_nothing_from_the_others",
      "attempts_come_back_over_the_window",
      "refused_attempt_is_allowed_after_the_time_told",
      "refused_attempts_do_not_postpone_the_next",
      "released_attempt_can_be_taken_again"),
  COUNTS_IN_THE_BUDGETS_BEFORE_THE_SPENT_ONE(
      "attempt_refused_by_one_budget_takes_nothing_from_the_others"),
  TELLS_HALF_THE_TIME(
      "refused_attempt_is_allowed_after_the_time_told",
      "refused_attempts_do_not_postpone_the_next"),
  TELLS_THE_FIRST_SPENT_BUDGET("refused_attempt_is_allowed_after_the_time_told"),
  NEVER_GIVES_ATTEMPTS_BACK(
      "attempts_come_back_over_the_window",
      "refused_attempt_is_allowed_after_the_time_told",
      "refused_attempts_do_not_postpone_the_next"),
  GIVES_ALL_BACK_AT_ONCE("attempts_come_back_over_the_window"),
  CONFUSES_USERS("budgets_do_not_touch_each_other"),
  CONFUSES_LIMITS("budgets_do_not_touch_each_other"),
  TELLS_CASES_APART("names_that_differ_in_case_alone_share_a_budget"),
  TAKES_OFF_FOR_NONE_AT_ALL("limit_that_is_off_refuses_nothing"),
  IGNORES_RELEASES("released_attempt_can_be_taken_again"),
  HOARDS_RELEASES("attempts_come_back_over_the_window", "more_than_the_limit_can_not_be_released");

  private final Set<String> brokenTests;

  LimiterFault(String... brokenTests) {
    this.brokenTests = Set.of(brokenTests);
  }

  @Override
  public Set<String> brokenTests() {
    return brokenTests;
  }
}
