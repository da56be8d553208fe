package dev.gatehouse.examples.recommendations.adapter.gremlin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.examples.recommendations.domain.Person;
import dev.gatehouse.examples.recommendations.domain.ProfileOutcome.Found;
import dev.gatehouse.examples.recommendations.domain.SocialGraphUnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
final class GremlinFaultsTest {
  private static final Person ANN = new Person(new Subject("ann"), new Username("ann"));

  private static final Duration USUAL = Duration.ofSeconds(5);

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final InstantSource clock = now::get;

  private GremlinSocialGraph graphAt(int port, Duration answersWithin) {
    return new GremlinSocialGraph(LocalGremlinServer.endpoint(port), 10, clock, answersWithin);
  }

  private boolean answersLater(GremlinSocialGraph graph) {
    now.updateAndGet(before -> before.plus(Duration.ofSeconds(3)));
    return graph.answers();
  }

  private void awaitAnswers(GremlinSocialGraph graph) {
    while (!answersLater(graph)) {
      Thread.onSpinWait();
    }
  }

  private static void assertOutOfReach(GremlinSocialGraph graph) {
    assertThatExceptionOfType(SocialGraphUnavailableException.class)
        .isThrownBy(() -> graph.profile(ANN.subject()))
        .withMessageStartingWith("the social graph at 127.0.0.1:");
    assertThatExceptionOfType(SocialGraphUnavailableException.class)
        .isThrownBy(() -> graph.enter(ANN));
  }

  @Test
  void server_may_come_late_and_go_and_come_again() {
    int port = LocalGremlinServer.freePort();
    try (GremlinSocialGraph graph = graphAt(port, USUAL)) {
      assertThat(graph.answers()).isFalse();
      assertOutOfReach(graph);
      for (int times = 0; times < 2; times++) {
        try (LocalGremlinServer server = new LocalGremlinServer(port)) {
          assertThat(server.endpoint().getPort()).isEqualTo(port);
          awaitAnswers(graph);
          graph.enter(ANN);
          assertThat(graph.profile(ANN.subject())).isInstanceOf(Found.class);
        }
        assertOutOfReach(graph);
        assertThat(answersLater(graph)).isFalse();
      }
    }
  }

  @Test
  void server_that_never_answers_is_waited_for_in_vain_but_not_for_long() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        GremlinSocialGraph graph = graphAt(silent.getLocalPort(), Duration.ofSeconds(1))) {
      assertThat(graph.answers()).isFalse();
      assertOutOfReach(graph);
    }
  }

  @Test
  void answer_of_a_probe_holds_for_two_seconds() {
    int port = LocalGremlinServer.freePort();
    try (GremlinSocialGraph graph = graphAt(port, USUAL)) {
      try (LocalGremlinServer server = new LocalGremlinServer(port)) {
        assertThat(server.endpoint().getPort()).isEqualTo(port);
        awaitAnswers(graph);
      }
      assertThat(graph.answers()).isTrue();
      assertThat(answersLater(graph)).isFalse();
    }
  }
}
