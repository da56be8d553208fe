package dev.gatehouse.examples.recommendations.domain.usecase;

import dev.gatehouse.domain.Subject;

/** People leave. */
public interface Membership {
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
