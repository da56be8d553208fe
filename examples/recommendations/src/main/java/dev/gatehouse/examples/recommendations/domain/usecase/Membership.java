package dev.gatehouse.examples.recommendations.domain.usecase;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.examples.recommendations.domain.Person;

/** Adds users to the graph and removes deleted users. */
public interface Membership {
  /**
   * Adds a person who is not in the graph yet. A removed person is not added again, even by a
   * request that was still running.
   *
   * @throws dev.gatehouse.examples.recommendations.domain.SocialGraphUnavailableException if the
   *     graph is unavailable
   */
  void enter(Person person);

  /**
   * Removes a person with all their data. If the graph is unavailable, the removal waits for {@link
   * #retry()}.
   *
   * @throws IllegalStateException if too many removals wait already
   */
  void leave(Subject subject);

  /** Retries the waiting removals. Those that still fail keep waiting. */
  void retry();

  /** Returns the number of waiting removals. */
  int waiting();
}
