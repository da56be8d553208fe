package dev.gatehouse.examples.recommendations.domain.usecase;

import dev.gatehouse.examples.recommendations.domain.Person;
import dev.gatehouse.examples.recommendations.domain.Rank;
import dev.gatehouse.examples.recommendations.domain.Recommendation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** People look for whom to follow. */
public interface Discovery {
  /**
   * Whom I might follow, in the order of {@link Rank}; my first call takes me into the graph.
   *
   * @param count how many at most; positive
   * @param after the place after which to begin; null for the beginning
   * @throws dev.gatehouse.examples.recommendations.domain.SocialGraphUnavailableException if the
   *     graph can't be reached
   */
  List<Recommendation> recommendations(Person me, int count, @Nullable Rank after);
}
