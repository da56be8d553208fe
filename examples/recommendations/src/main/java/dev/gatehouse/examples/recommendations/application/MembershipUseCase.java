package dev.gatehouse.examples.recommendations.application;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.examples.recommendations.domain.Person;
import dev.gatehouse.examples.recommendations.domain.SocialGraphUnavailableException;
import dev.gatehouse.examples.recommendations.domain.port.SocialGraph;
import dev.gatehouse.examples.recommendations.domain.usecase.Membership;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Adds people to the social graph and removes them. Keeps removals for a retry while the graph is
 * unavailable.
 */
public final class MembershipUseCase implements Membership {
  private final SocialGraph graph;
  private final int mostWaiting;
  private final Set<Subject> waiting = new LinkedHashSet<>();
  private final Set<Subject> gone = new LinkedHashSet<>();

  /**
   * Makes the use case.
   *
   * @param mostWaiting the most removals that may wait, and the number of latest removed people who
   *     are not added again; positive
   */
  public MembershipUseCase(SocialGraph graph, int mostWaiting) {
    this.graph = graph;
    this.mostWaiting = mostWaiting;
  }

  /**
   * Checks again after adding: a person who was removed meanwhile is removed from the graph again.
   */
  @Override
  public void enter(Person person) {
    if (!hasLeft(person.subject())) {
      graph.enter(person);
      if (hasLeft(person.subject())) {
        graph.leave(person.subject());
      }
    }
  }

  private synchronized boolean hasLeft(Subject subject) {
    return gone.contains(subject);
  }

  private synchronized void keepAway(Subject subject) {
    gone.add(subject);
    if (gone.size() > mostWaiting) {
      gone.remove(gone.iterator().next());
    }
  }

  @Override
  public void leave(Subject subject) {
    keepAway(subject);
    try {
      graph.leave(subject);
    } catch (SocialGraphUnavailableException e) {
      remember(subject, e);
    }
  }

  private synchronized void remember(Subject subject, SocialGraphUnavailableException cause) {
    if (waiting.size() == mostWaiting) {
      throw new IllegalStateException(
          "too many removals from the social graph are waiting; this person is not removed", cause);
    }
    waiting.add(subject);
  }

  @Override
  public void retry() {
    for (Subject subject : copy()) {
      try {
        graph.leave(subject);
      } catch (SocialGraphUnavailableException _) {
        // Still unavailable: the remaining removals wait for the next retry.
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
