package dev.gatehouse.examples.recommendations.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.examples.recommendations.domain.FollowOutcome;
import dev.gatehouse.examples.recommendations.domain.Interests;
import dev.gatehouse.examples.recommendations.domain.Person;
import dev.gatehouse.examples.recommendations.domain.ProfileOutcome;
import dev.gatehouse.examples.recommendations.domain.Rank;
import dev.gatehouse.examples.recommendations.domain.Recommendation;
import dev.gatehouse.examples.recommendations.domain.SocialGraphUnavailableException;
import dev.gatehouse.examples.recommendations.domain.UnfollowOutcome;
import dev.gatehouse.examples.recommendations.domain.port.SocialGraph;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class MembershipUseCaseTest {
  private static final Subject ANN = new Subject("ann");
  private static final Subject BOB = new Subject("bob");

  private final LeavingGraph graph = new LeavingGraph();
  private final MembershipUseCase membership = new MembershipUseCase(graph, 2);

  @Test
  void person_who_leaves_is_removed() {
    membership.leave(ANN);

    assertThat(graph.left).containsExactly(ANN);
  }

  @Test
  void unavailable_graph_fails_the_removal() {
    graph.down = true;

    assertThatExceptionOfType(SocialGraphUnavailableException.class)
        .isThrownBy(() -> membership.leave(ANN));
  }

  @Test
  void late_request_does_not_add_removed_person_again() {
    Person ann = new Person(ANN, new Username("ann"));
    membership.enter(ann);
    assertThat(graph.entered).containsExactly(ANN);
    graph.entered.clear();
    membership.leave(ANN);

    membership.enter(ann);

    assertThat(graph.entered).isEmpty();
  }

  @Test
  void person_who_leaves_during_entry_is_removed() {
    graph.meanwhile = () -> membership.leave(BOB);

    membership.enter(new Person(BOB, new Username("bob")));

    assertThat(graph.entered).containsExactly(BOB);
    assertThat(graph.left).containsExactly(BOB, BOB);
  }

  /** A graph that can only add and remove people. */
  private static final class LeavingGraph implements SocialGraph {
    private final List<Subject> left = new ArrayList<>();
    private final List<Subject> entered = new ArrayList<>();
    private Runnable meanwhile = () -> {};
    private boolean down;

    @Override
    public void leave(Subject subject) {
      if (down) {
        throw new SocialGraphUnavailableException("down", new IllegalStateException("on purpose"));
      }
      left.add(subject);
    }

    @Override
    public void enter(Person person) {
      meanwhile.run();
      entered.add(person.subject());
    }

    @Override
    public void setInterests(Subject subject, Interests interests) {
      throw new AssertionError("not asked for");
    }

    @Override
    public ProfileOutcome profile(Subject subject) {
      throw new AssertionError("not asked for");
    }

    @Override
    public FollowOutcome follow(Subject follower, Subject followed) {
      throw new AssertionError("not asked for");
    }

    @Override
    public UnfollowOutcome unfollow(Subject follower, Subject followed) {
      throw new AssertionError("not asked for");
    }

    @Override
    public List<Recommendation> recommend(Subject subject, int count, @Nullable Rank after) {
      throw new AssertionError("not asked for");
    }

    @Override
    public boolean answers() {
      return !down;
    }
  }
}
