package dev.gatehouse.examples.recommendations.domain.usecase;

import dev.gatehouse.examples.recommendations.domain.Person;
import dev.gatehouse.examples.recommendations.domain.Rank;
import dev.gatehouse.examples.recommendations.domain.Recommendation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Recommends people to follow. */
public interface Discovery {
  /**
   * Returns people whom the user could follow, in the order of {@link Rank}. The user's first call
   * adds the user to the graph.
   *
   * @param count the most recommendations to return; positive
   * @param after the place after which to start; null for the start of the list
   * @throws dev.gatehouse.examples.recommendations.domain.SocialGraphUnavailableException if the
   *     graph is unavailable
   */
  List<Recommendation> recommendations(Person me, int count, @Nullable Rank after);
}
