package dev.gatehouse.testkit;

import java.util.Set;

/** What can be wrong with a limiter, and the tests that show it. */
@SuppressWarnings("ImmutableEnumChecker") // The field's type can't say that nothing changes.
enum LimiterFault {
  NONE(),
  ALLOWS_ONE_MORE(
      "attempt_given_back_can_be_taken_again",
      "attempts_come_back_over_the_window",
      "attempts_up_to_the_limit_are_allowed",
      "more_than_the_limit_can_not_be_given_back",
      "names_that_differ_in_case_alone_are_one_scope",
      "of_many_attempts_at_once_no_more_than_the_limit_are_allowed",
      "refused_attempt_is_allowed_after_the_time_told",
      "refused_attempts_do_not_postpone_the_next",
      "scopes_do_not_touch_each_other"),
  ALLOWS_ALL_AT_ONCE("of_many_attempts_at_once_no_more_than_the_limit_are_allowed"),
  COUNTS_WHAT_IT_REFUSES(
      "attempt_given_back_can_be_taken_again",
      "attempts_come_back_over_the_window",
      "refused_attempt_is_allowed_after_the_time_told",
      "refused_attempts_do_not_postpone_the_next"),
  TELLS_HALF_THE_TIME(
      "refused_attempt_is_allowed_after_the_time_told",
      "refused_attempts_do_not_postpone_the_next"),
  NEVER_GIVES_ATTEMPTS_BACK(
      "attempts_come_back_over_the_window",
      "refused_attempt_is_allowed_after_the_time_told",
      "refused_attempts_do_not_postpone_the_next"),
  GIVES_ALL_BACK_AT_ONCE("attempts_come_back_over_the_window"),
  CONFUSES_USERS("scopes_do_not_touch_each_other"),
  CONFUSES_KINDS("names_that_differ_in_case_alone_are_one_scope", "scopes_do_not_touch_each_other"),
  TELLS_CASES_APART("names_that_differ_in_case_alone_are_one_scope"),
  IGNORES_WHAT_IS_GIVEN_BACK("attempt_given_back_can_be_taken_again"),
  HOARDS_WHAT_IS_GIVEN_BACK(
      "attempts_come_back_over_the_window", "more_than_the_limit_can_not_be_given_back");

  private final Set<String> brokenTests;

  LimiterFault(String... brokenTests) {
    this.brokenTests = Set.of(brokenTests);
  }

  /** The tests that fail because of this fault; all others pass. */
  Set<String> brokenTests() {
    return brokenTests;
  }
}
