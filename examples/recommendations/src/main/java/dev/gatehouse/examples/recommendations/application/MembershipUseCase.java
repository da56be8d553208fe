package dev.gatehouse.examples.recommendations.application;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.examples.recommendations.domain.SocialGraphUnavailableException;
import dev.gatehouse.examples.recommendations.domain.port.SocialGraph;
import dev.gatehouse.examples.recommendations.domain.usecase.Membership;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes people out of the social graph, and remembers who could not go while it was out of reach.
 */
public final class MembershipUseCase implements Membership {
  private final SocialGraph graph;
  private final int mostWaiting;
  private final Set<Subject> waiting = new LinkedHashSet<>();

  /**
   * Makes the use case.
   *
   * @param mostWaiting how many may wait for the graph; positive
   */
  public MembershipUseCase(SocialGraph graph, int mostWaiting) {
    this.graph = graph;
    this.mostWaiting = mostWaiting;
  }

  @Override
  public void leave(Subject subject) {
    try {
      graph.leave(subject);
    } catch (SocialGraphUnavailableException e) {
      remember(subject, e);
    }
  }

  private synchronized void remember(Subject subject, SocialGraphUnavailableException cause) {
    if (waiting.size() == mostWaiting) {
      throw new IllegalStateException(
          "too many wait to leave the social graph; this person stays", cause);
    }
    waiting.add(subject);
  }

  @Override
  public void retry() {
    for (Subject subject : copy()) {
      try {
        graph.leave(subject);
      } catch (SocialGraphUnavailableException _) {
        // Still out of reach: all who are left wait for the next time.
        return;
      }
      forget(subject);
    }
  }

  private synchronized List<Subject> copy() {
    return List.copyOf(waiting);
  }

  private synchronized void forget(Subject subject) {
    waiting.remove(subject);
  }

  @Override
  public synchronized int waiting() {
    return waiting.size();
  }
}
