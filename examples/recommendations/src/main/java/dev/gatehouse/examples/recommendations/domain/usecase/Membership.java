package dev.gatehouse.examples.recommendations.domain.usecase;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.examples.recommendations.domain.Person;

/** People come and leave. */
public interface Membership {
  /**
   * Takes a person in who is not there yet; one who has left stays away, whatever request of theirs
   * was still on its way.
   *
   * @throws dev.gatehouse.examples.recommendations.domain.SocialGraphUnavailableException if the
   *     graph can't be reached
   */
  void enter(Person person);

  /**
   * Lets a person go with all that is known of them: at once or, while the graph can't be reached,
   * with {@link #retry()}.
   *
   * @throws IllegalStateException if too many wait for the graph already
   */
  void leave(Subject subject);

  /** Lets go whoever waits for it; those who still can't go wait on. */
  void retry();

  /** How many wait for it. */
  int waiting();
}
