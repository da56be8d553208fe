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
 * safe for use by many threads at once ({@code many_at_once_leave_one_graph_behind}). Every method
 * may throw a {@link
 * dev.gatehouse.examples.recommendations.domain.SocialGraphUnavailableException}. If the graph is
 * durable, a change is durable when its method returns.
 */
public interface SocialGraph {
  /**
   * Adds a person. If the person is already in the graph, nothing changes ({@code
   * person_enters_once_and_keeps_what_they_have}).
   */
  void enter(Person person);

  /**
   * Removes a person with all their data ({@code person_who_leaves_takes_everything_along}). If the
   * person is unknown, it does nothing.
   */
  void leave(Subject subject);

  /**
   * Replaces a person's interests ({@code new_interests_replace_the_former}). Any name of an
   * interest is kept unchanged ({@code names_are_kept_as_they_are}).
   *
   * <p>If the person is unknown, it does nothing ({@code unknown_person_can_do_nothing}).
   */
  void setInterests(Subject subject, Interests interests);

  /**
   * Returns a person's profile.
   *
   * <ul>
   *   <li>{@code Found}: the profile, with the numbers of followers and of followed people ({@code
   *       profile_counts_followers_and_followed}).
   *   <li>{@code UnknownPerson}: no person with this subject is in the graph ({@code
   *       unknown_person_can_do_nothing}).
   * </ul>
   */
  ProfileOutcome profile(Subject subject);

  /**
   * Makes one person follow another.
   *
   * <ul>
   *   <li>{@code Followed}: following again changes nothing ({@code following_twice_is_following}).
   *   <li>{@code UnknownPerson}: one of the two is not in the graph ({@code
   *       unknown_person_can_do_nothing}).
   *   <li>{@code Oneself}: the two are the same person ({@code nobody_follows_themselves}).
   *   <li>{@code TooManyFollowed}: the follower already follows as many people as the graph allows.
   *       Following one of them again is no error ({@code following_has_a_bound}). Simultaneous
   *       requests may exceed the limit by their number.
   * </ul>
   */
  FollowOutcome follow(Subject follower, Subject followed);

  /**
   * Makes one person unfollow another.
   *
   * <ul>
   *   <li>{@code Unfollowed}: also if the person was not followed ({@code
   *       unfollowing_twice_is_not_following}).
   *   <li>{@code UnknownPerson}: one of the two is not in the graph ({@code
   *       unknown_person_can_do_nothing}).
   * </ul>
   */
  UnfollowOutcome unfollow(Subject follower, Subject followed);

  /**
   * Returns people whom a user could follow. They share an interest with the user or with a person
   * whom the user follows. The user and the people already followed are left out ({@code
   * those_who_share_are_recommended}, {@code whom_one_follows_is_not_recommended}).
   *
   * <p>They come in the order of {@link Rank}: by the number of shared interests ({@code
   * who_shares_more_comes_first}), then by subject ({@code ties_are_broken_by_the_subject}). An
   * interest counts once even if several people share it. Each recommendation says which interests
   * are shared with the user and which with followed people ({@code
   * recommendation_says_what_is_shared_with_whom}). If the user is unknown, the list is empty
   * ({@code unknown_person_can_do_nothing}).
   *
   * @param count the most recommendations to return; positive
   * @param after the place after which to start; null for the start of the list. While the graph
   *     does not change, the pages together contain each person once ({@code
   *     pages_hold_everyone_once})
   */
  List<Recommendation> recommend(Subject subject, int count, @Nullable Rank after);

  /**
   * Returns whether the graph is available now ({@code graph_that_answers_says_so}). Never throws,
   * and takes one second at most.
   */
  boolean answers();
}
