package dev.gatehouse.examples.recommendations.domain.usecase;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.examples.recommendations.domain.FollowOutcome;
import dev.gatehouse.examples.recommendations.domain.Person;
import dev.gatehouse.examples.recommendations.domain.UnfollowOutcome;

/**
 * People follow each other, and stop.
 *
 * <p>The first call of a person takes them into the graph. Every method may throw a {@link
 * dev.gatehouse.examples.recommendations.domain.SocialGraphUnavailableException}.
 */
public interface Following {
  /** Follows someone from now on; following again changes nothing. */
  FollowOutcome follow(Person me, Subject other);

  /** Follows someone no more. */
  UnfollowOutcome unfollow(Person me, Subject other);
}
