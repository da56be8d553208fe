package dev.gatehouse.examples.recommendations.application;

import dev.gatehouse.examples.recommendations.domain.Person;
import dev.gatehouse.examples.recommendations.domain.Rank;
import dev.gatehouse.examples.recommendations.domain.Recommendation;
import dev.gatehouse.examples.recommendations.domain.port.SocialGraph;
import dev.gatehouse.examples.recommendations.domain.usecase.Discovery;
import dev.gatehouse.examples.recommendations.domain.usecase.Membership;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads recommendations from the social graph. */
public final class DiscoveryUseCase implements Discovery {
  private final Membership membership;
  private final SocialGraph graph;

  /** Makes the use case. */
  public DiscoveryUseCase(Membership membership, SocialGraph graph) {
    this.membership = membership;
    this.graph = graph;
  }

  @Override
  public List<Recommendation> recommendations(Person me, int count, @Nullable Rank after) {
    membership.enter(me);
    return graph.recommend(me.subject(), count, after);
  }
}
