package dev.gatehouse.examples.recommendations.application;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.examples.recommendations.domain.Interests;
import dev.gatehouse.examples.recommendations.domain.Person;
import dev.gatehouse.examples.recommendations.domain.Profile;
import dev.gatehouse.examples.recommendations.domain.ProfileOutcome;
import dev.gatehouse.examples.recommendations.domain.port.SocialGraph;
import dev.gatehouse.examples.recommendations.domain.usecase.Membership;
import dev.gatehouse.examples.recommendations.domain.usecase.Profiles;

/** Reads and changes profiles in the social graph. */
public final class ProfilesUseCase implements Profiles {
  private final Membership membership;
  private final SocialGraph graph;

  /** Makes the use case. */
  public ProfilesUseCase(Membership membership, SocialGraph graph) {
    this.membership = membership;
    this.graph = graph;
  }

  @Override
  public Profile mine(Person me) {
    membership.enter(me);
    return switch (graph.profile(me.subject())) {
      case ProfileOutcome.Found(var profile) -> profile;
      // The account was deleted during this request, so the profile is empty.
      case ProfileOutcome.UnknownPerson() -> new Profile(me, Interests.NONE, 0, 0);
    };
  }

  @Override
  public Profile setInterests(Person me, Interests interests) {
    membership.enter(me);
    graph.setInterests(me.subject(), interests);
    return mine(me);
  }

  @Override
  public ProfileOutcome of(Person me, Subject other) {
    membership.enter(me);
    return graph.profile(other);
  }
}
