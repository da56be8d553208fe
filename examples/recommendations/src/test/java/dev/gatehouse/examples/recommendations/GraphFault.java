package dev.gatehouse.examples.recommendations;

import java.util.Arrays;

/** A fault of a graph, with the contract test that detects it. */
enum GraphFault {
  FORGETS_WHO_ENTERS_AGAIN("person_enters_once_and_keeps_what_they_have"),
  KEEPS_WHO_LEAVES("person_who_leaves_takes_everything_along"),
  ADDS_INTERESTS_UP("new_interests_replace_the_former"),
  DROPS_QUOTES("names_are_kept_as_they_are"),
  LETS_STRANGERS_BE_FOLLOWED("unknown_person_can_do_nothing"),
  COUNTS_NO_FOLLOWERS("profile_counts_followers_and_followed"),
  UNFOLLOWS_WHO_IS_FOLLOWED_AGAIN("following_twice_is_following"),
  REFUSES_TO_UNFOLLOW_TWICE("unfollowing_twice_is_not_following"),
  LETS_PEOPLE_FOLLOW_THEMSELVES("nobody_follows_themselves"),
  HAS_NO_BOUND("following_has_a_bound"),
  ASKS_FOR_MY_INTERESTS_ALONE("those_who_share_are_recommended"),
  RECOMMENDS_WHO_IS_FOLLOWED("whom_one_follows_is_not_recommended"),
  BEGINS_AT_THE_END("who_shares_more_comes_first"),
  TURNS_TIES_ROUND("ties_are_broken_by_the_subject"),
  COUNTS_NOBODY_WHO_SHARES("recommendation_says_what_is_shared_with_whom"),
  REPEATS_THE_FIRST_PAGE("pages_hold_everyone_once"),
  SERVES_ONE_THREAD("many_at_once_leave_one_graph_behind"),
  NEVER_ANSWERS("graph_that_answers_says_so");

  private final String brokenTest;

  GraphFault(String brokenTest) {
    this.brokenTest = brokenTest;
  }

  String brokenTest() {
    return brokenTest;
  }

  static GraphFault breaking(String test) {
    return Arrays.stream(values())
        .filter(fault -> fault.brokenTest.equals(test))
        .findFirst()
        .orElseThrow();
  }
}
