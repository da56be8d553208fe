package dev.gatehouse.examples.recommendations.domain.usecase;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.examples.recommendations.domain.FollowOutcome;
import dev.gatehouse.examples.recommendations.domain.Person;
import dev.gatehouse.examples.recommendations.domain.UnfollowOutcome;

/**
 * Lets users follow and unfollow each other.
 *
 * <p>The first call of a user adds the user to the graph. Every method may throw a {@link
 * dev.gatehouse.examples.recommendations.domain.SocialGraphUnavailableException}.
 */
public interface Following {
  /** Follows a person. Following again changes nothing. */
  FollowOutcome follow(Person me, Subject other);

  /** Unfollows a person. */
  UnfollowOutcome unfollow(Person me, Subject other);
}
