package dev.gatehouse.examples.recommendations.application;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.examples.recommendations.domain.FollowOutcome;
import dev.gatehouse.examples.recommendations.domain.Person;
import dev.gatehouse.examples.recommendations.domain.UnfollowOutcome;
import dev.gatehouse.examples.recommendations.domain.port.SocialGraph;
import dev.gatehouse.examples.recommendations.domain.usecase.Following;
import dev.gatehouse.examples.recommendations.domain.usecase.Membership;

/** Stores in the social graph who follows whom. */
public final class FollowingUseCase implements Following {
  private final Membership membership;
  private final SocialGraph graph;

  /** Makes the use case. */
  public FollowingUseCase(Membership membership, SocialGraph graph) {
    this.membership = membership;
    this.graph = graph;
  }

  @Override
  public FollowOutcome follow(Person me, Subject other) {
    membership.enter(me);
    return graph.follow(me.subject(), other);
  }

  @Override
  public UnfollowOutcome unfollow(Person me, Subject other) {
    membership.enter(me);
    return graph.unfollow(me.subject(), other);
  }
}
