package dev.gatehouse.testkit;

import java.util.Set;

/** The faults of a limiter, with the contract tests that detect them. */
@SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable.
enum LimiterFault implements Fault {
  NONE,
  ALLOWS_ONE_MORE(
      "attempt_refused_by_one_budget_uses_no_other_budget",
      "budget_refills_over_the_window",
      "attempts_up_to_the_limit_are_allowed",
      "budgets_are_independent",
      "larger_networks_have_budgets_of_their_own",
      "disabled_limit_refuses_nothing",
      "releases_do_not_raise_the_limit",
      "names_that_differ_only_in_case_share_a_budget",
      "simultaneous_attempts_do_not_exceed_the_limit",
      "refused_attempt_is_allowed_after_the_wait_time",
      "refused_attempts_do_not_extend_the_wait_time",
      "released_attempt_is_available_again"),
  ALLOWS_ALL_AT_ONCE("simultaneous_attempts_do_not_exceed_the_limit"),
  COUNTS_WHAT_IT_REFUSES(
      "attempt_refused_by_one_budget_uses_no_other_budget",
      "budget_refills_over_the_window",
      "refused_attempt_is_allowed_after_the_wait_time",
      "refused_attempts_do_not_extend_the_wait_time",
      "released_attempt_is_available_again"),
  COUNTS_IN_THE_BUDGETS_BEFORE_THE_SPENT_ONE("attempt_refused_by_one_budget_uses_no_other_budget"),
  TELLS_HALF_THE_TIME(
      "refused_attempt_is_allowed_after_the_wait_time",
      "refused_attempts_do_not_extend_the_wait_time"),
  TELLS_THE_FIRST_SPENT_BUDGET("refused_attempt_is_allowed_after_the_wait_time"),
  NEVER_GIVES_ATTEMPTS_BACK(
      "budget_refills_over_the_window",
      "refused_attempt_is_allowed_after_the_wait_time",
      "refused_attempts_do_not_extend_the_wait_time"),
  GIVES_ALL_BACK_AT_ONCE("budget_refills_over_the_window"),
  CONFUSES_USERS("budgets_are_independent"),
  CONFUSES_LIMITS("budgets_are_independent"),
  COUNTS_NETWORKS_OF_ALL_SIZES_ALIKE("larger_networks_have_budgets_of_their_own"),
  TELLS_CASES_APART("names_that_differ_only_in_case_share_a_budget"),
  TAKES_OFF_FOR_NONE_AT_ALL("disabled_limit_refuses_nothing"),
  IGNORES_RELEASES("released_attempt_is_available_again"),
  HOARDS_RELEASES("budget_refills_over_the_window", "releases_do_not_raise_the_limit");

  private final Set<String> brokenTests;

  LimiterFault(String... brokenTests) {
    this.brokenTests = Set.of(brokenTests);
  }

  @Override
  public Set<String> brokenTests() {
    return brokenTests;
  }
}
