package dev.gatehouse.examples.recommendations.application;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.examples.recommendations.domain.Person;
import dev.gatehouse.examples.recommendations.domain.port.SocialGraph;
import dev.gatehouse.examples.recommendations.domain.usecase.Membership;
import java.util.LinkedHashSet;
import java.util.Set;

/** Adds people to the social graph and removes them. */
public final class MembershipUseCase implements Membership {
  private final SocialGraph graph;
  private final int mostGone;
  private final Set<Subject> gone = new LinkedHashSet<>();

  /**
   * Makes the use case.
   *
   * @param mostGone how many of the people who were removed last are not added again; positive
   */
  public MembershipUseCase(SocialGraph graph, int mostGone) {
    this.graph = graph;
    this.mostGone = mostGone;
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
    if (gone.size() > mostGone) {
      gone.remove(gone.iterator().next());
    }
  }

  @Override
  public void leave(Subject subject) {
    keepAway(subject);
    graph.leave(subject);
  }
}
