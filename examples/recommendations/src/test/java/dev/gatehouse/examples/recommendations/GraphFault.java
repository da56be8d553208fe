package dev.gatehouse.examples.recommendations;

import java.util.Arrays;

/** A fault of a graph, with the contract test that detects it. */
enum GraphFault {
  FORGETS_WHO_ENTERS_AGAIN("adding_a_person_again_changes_nothing"),
  KEEPS_WHO_LEAVES("leave_removes_all_data_of_the_person"),
  ADDS_INTERESTS_UP("new_interests_replace_the_old_ones"),
  DROPS_QUOTES("names_are_stored_unchanged"),
  LETS_STRANGERS_BE_FOLLOWED("operations_of_unknown_person_change_nothing"),
  COUNTS_NO_FOLLOWERS("profile_counts_followers_and_followed"),
  UNFOLLOWS_WHO_IS_FOLLOWED_AGAIN("second_follow_changes_nothing"),
  REFUSES_TO_UNFOLLOW_TWICE("second_unfollow_changes_nothing"),
  LETS_PEOPLE_FOLLOW_THEMSELVES("person_cannot_follow_themselves"),
  HAS_NO_BOUND("number_of_followed_people_is_limited"),
  ASKS_FOR_MY_INTERESTS_ALONE("people_with_shared_interests_are_recommended"),
  RECOMMENDS_WHO_IS_FOLLOWED("followed_people_are_not_recommended"),
  BEGINS_AT_THE_END("person_with_more_shared_interests_comes_first"),
  TURNS_TIES_ROUND("equal_ranks_are_sorted_by_subject"),
  COUNTS_NOBODY_WHO_SHARES("recommendation_explains_the_shared_interests"),
  REPEATS_THE_FIRST_PAGE("pages_contain_each_person_once"),
  SERVES_ONE_THREAD("simultaneous_calls_leave_a_consistent_graph"),
  NEVER_ANSWERS("available_graph_returns_true");

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
