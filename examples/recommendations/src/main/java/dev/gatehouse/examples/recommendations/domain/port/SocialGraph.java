package dev.gatehouse.examples.recommendations.domain.port;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.examples.recommendations.domain.FollowOutcome;
import dev.gatehouse.examples.recommendations.domain.Interests;
import dev.gatehouse.examples.recommendations.domain.Person;
import dev.gatehouse.examples.recommendations.domain.ProfileOutcome;
import dev.gatehouse.examples.recommendations.domain.Rank;
import dev.gatehouse.examples.recommendations.domain.Recommendation;
import dev.gatehouse.examples.recommendations.domain.UnfollowOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stores people, their interests and who follows whom.
 *
 * <p>Each promise names the test of {@code SocialGraphContract} that checks it. Implementations are
 * safe for use by many threads at once ({@code simultaneous_calls_leave_a_consistent_graph}). Every
 * method may throw a {@link
 * dev.gatehouse.examples.recommendations.domain.SocialGraphUnavailableException}. If the graph is
 * durable, a change is durable when its method returns.
 */
public interface SocialGraph {
  /**
   * Adds a person. If the person is already in the graph, nothing changes ({@code
   * adding_a_person_again_changes_nothing}).
   */
  void enter(Person person);

  /**
   * Removes a person with all their data ({@code leave_removes_all_data_of_the_person}). If the
   * person is unknown, it does nothing.
   */
  void leave(Subject subject);

  /**
   * Replaces a person's interests ({@code new_interests_replace_the_old_ones}). Any name of an
   * interest is kept unchanged ({@code names_are_stored_unchanged}).
   *
   * <p>If the person is unknown, it does nothing ({@code
   * operations_of_unknown_person_change_nothing}).
   */
  void setInterests(Subject subject, Interests interests);

  /**
   * Returns a person's profile.
   *
   * <ul>
   *   <li>{@code Found}: the profile, with the numbers of followers and of followed people ({@code
   *       profile_counts_followers_and_followed}).
   *   <li>{@code UnknownPerson}: no person with this subject is in the graph ({@code
   *       operations_of_unknown_person_change_nothing}).
   * </ul>
   */
  ProfileOutcome profile(Subject subject);

  /**
   * Makes one person follow another.
   *
   * <ul>
   *   <li>{@code Followed}: following again changes nothing ({@code
   *       second_follow_changes_nothing}).
   *   <li>{@code UnknownPerson}: one of the two is not in the graph ({@code
   *       operations_of_unknown_person_change_nothing}).
   *   <li>{@code Oneself}: the two are the same person ({@code person_cannot_follow_themselves}).
   *   <li>{@code TooManyFollowed}: the follower already follows as many people as the graph allows.
   *       Following one of them again is no error ({@code number_of_followed_people_is_limited}).
   *       Simultaneous requests may exceed the limit by their number.
   * </ul>
   */
  FollowOutcome follow(Subject follower, Subject followed);

  /**
   * Makes one person unfollow another.
   *
   * <ul>
   *   <li>{@code Unfollowed}: also if the person was not followed ({@code
   *       second_unfollow_changes_nothing}).
   *   <li>{@code UnknownPerson}: one of the two is not in the graph ({@code
   *       operations_of_unknown_person_change_nothing}).
   * </ul>
   */
  UnfollowOutcome unfollow(Subject follower, Subject followed);

  /**
   * Returns people whom a user could follow. They share an interest with the user or with a person
   * whom the user follows. The user and the people already followed are left out ({@code
   * people_with_shared_interests_are_recommended}, {@code followed_people_are_not_recommended}).
   *
   * <p>They come in the order of {@link Rank}: by the number of shared interests ({@code
   * person_with_more_shared_interests_comes_first}), then by subject ({@code
   * equal_ranks_are_sorted_by_subject}). An interest counts once even if several people share it.
   * Each recommendation says which interests are shared with the user and which with followed
   * people ({@code recommendation_explains_the_shared_interests}). If the user is unknown, the list
   * is empty ({@code operations_of_unknown_person_change_nothing}).
   *
   * @param count the most recommendations to return; positive
   * @param after the place after which to start; null for the start of the list. While the graph
   *     does not change, the pages together contain each person once ({@code
   *     pages_contain_each_person_once})
   */
  List<Recommendation> recommend(Subject subject, int count, @Nullable Rank after);

  /**
   * Returns whether the graph is available now ({@code available_graph_returns_true}). Never
   * throws, and takes one second at most.
   */
  boolean answers();
}
