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
   * Removes a person with all their data. May be called again for the same person.
   *
   * @throws dev.gatehouse.examples.recommendations.domain.SocialGraphUnavailableException if the
   *     graph is unavailable
   */
  void leave(Subject subject);
}
