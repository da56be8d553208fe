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
 * Keeps who is interested in what and who follows whom.
 *
 * <p>Every promise below is shown by the test of {@code SocialGraphContract} that it names.
 * Implementations are safe for use by many threads at once ({@code
 * many_at_once_leave_one_graph_behind}). Every method may throw a {@link
 * dev.gatehouse.examples.recommendations.domain.SocialGraphUnavailableException}; what a method
 * that changes something returned from is durable where the graph is durable.
 */
public interface SocialGraph {
  /**
   * Takes a person in; one who is there already stays as they are ({@code
   * person_enters_once_and_keeps_what_they_have}).
   */
  void enter(Person person);

  /**
   * Lets a person go with all that was known of them ({@code
   * person_who_leaves_takes_everything_along}); someone unknown may go, too.
   */
  void leave(Subject subject);

  /**
   * Replaces a person's interests ({@code new_interests_replace_the_former}), whatever their names
   * are ({@code names_are_kept_as_they_are}).
   *
   * <p>For someone unknown it does nothing ({@code unknown_person_can_do_nothing}).
   */
  void setInterests(Subject subject, Interests interests);

  /**
   * Looks someone up.
   *
   * <ul>
   *   <li>{@code Found}: with the number of those who follow them and of those they follow ({@code
   *       profile_counts_followers_and_followed}).
   *   <li>{@code UnknownPerson}: nobody with this subject has entered ({@code
   *       unknown_person_can_do_nothing}).
   * </ul>
   */
  ProfileOutcome profile(Subject subject);

  /**
   * Lets one person follow another.
   *
   * <ul>
   *   <li>{@code Followed}: following again changes nothing ({@code following_twice_is_following}).
   *   <li>{@code UnknownPerson}: one of the two has not entered ({@code
   *       unknown_person_can_do_nothing}).
   *   <li>{@code Oneself}: the two are one ({@code nobody_follows_themselves}).
   *   <li>{@code TooManyFollowed}: the follower follows as many others as the graph allows; who is
   *       followed already is not counted again ({@code following_has_a_bound}). Requests at the
   *       same moment may exceed it by their number.
   * </ul>
   */
  FollowOutcome follow(Subject follower, Subject followed);

  /**
   * Lets one person follow another no more.
   *
   * <ul>
   *   <li>{@code Unfollowed}: also where nobody was followed ({@code
   *       unfollowing_twice_is_not_following}).
   *   <li>{@code UnknownPerson}: one of the two has not entered ({@code
   *       unknown_person_can_do_nothing}).
   * </ul>
   */
  UnfollowOutcome unfollow(Subject follower, Subject followed);

  /**
   * Whom a person might follow: those who share an interest with the person or with anyone whom the
   * person follows, without the person and those followed already ({@code
   * those_who_share_are_recommended}, {@code whom_one_follows_is_not_recommended}).
   *
   * <p>In the order of {@link Rank}: by the number of interests shared, each counted once with
   * however many it is shared ({@code who_shares_more_comes_first}); ties are broken by the subject
   * ({@code ties_are_broken_by_the_subject}). Each tells what is shared with whom ({@code
   * recommendation_says_what_is_shared_with_whom}). Nobody is recommended to someone unknown
   * ({@code unknown_person_can_do_nothing}).
   *
   * @param count how many at most; positive
   * @param after the place after which to begin; null for the beginning. The pages of an unchanged
   *     graph hold everyone once ({@code pages_hold_everyone_once})
   */
  List<Recommendation> recommend(Subject subject, int count, @Nullable Rank after);

  /**
   * Whether the graph answers now ({@code graph_that_answers_says_so}); never throws, and does not
   * wait for longer than a second.
   */
  boolean answers();
}
