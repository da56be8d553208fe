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
 * Takes people into the social graph and out of it, and remembers who could not go while it was out
 * of reach.
 */
public final class MembershipUseCase implements Membership {
  private final SocialGraph graph;
  private final int mostWaiting;
  private final Set<Subject> waiting = new LinkedHashSet<>();
  private final Set<Subject> gone = new LinkedHashSet<>();

  /**
   * Makes the use case.
   *
   * @param mostWaiting how many may wait for the graph, and how many of those who left last are
   *     kept away; positive
   */
  public MembershipUseCase(SocialGraph graph, int mostWaiting) {
    this.graph = graph;
    this.mostWaiting = mostWaiting;
  }

  /** Asked again after the entry: who left in between is led out. */
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
