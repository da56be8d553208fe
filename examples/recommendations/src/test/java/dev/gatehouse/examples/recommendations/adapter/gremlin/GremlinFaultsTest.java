package dev.gatehouse.examples.recommendations.adapter.gremlin;

import static org.apache.tinkerpop.gremlin.process.traversal.AnonymousTraversalSource.traversal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.examples.recommendations.domain.Person;
import dev.gatehouse.examples.recommendations.domain.ProfileOutcome.Found;
import dev.gatehouse.examples.recommendations.domain.SocialGraphUnavailableException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.GraphTraversal;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.GraphTraversalSource;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.__;
import org.apache.tinkerpop.gremlin.server.Settings;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs alone, because it checks the driver's threads and changes the trust store of the JVM. */
@Timeout(120)
@Isolated
final class GremlinFaultsTest {
  private static final Person ANN = new Person(new Subject("ann"), new Username("ann"));

  /** The time-out is five seconds or one second; the rest allows for a busy machine. */
  private static final Duration LONGEST = Duration.ofSeconds(15);

  private static final Duration LONGEST_PROBE = Duration.ofSeconds(4);

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final InstantSource clock = now::get;

  private GremlinSocialGraph graphAt(int port) {
    return graphAt(port, Duration.ofSeconds(5));
  }

  private GremlinSocialGraph graphAt(int port, Duration answersWithin) {
    return new GremlinSocialGraph(LocalGremlinServer.endpoint(port), 10, clock, answersWithin);
  }

  private boolean answersLater(GremlinSocialGraph graph) {
    now.updateAndGet(before -> before.plus(Duration.ofSeconds(3)));
    return graph.answers();
  }

  private void awaitAnswers(GremlinSocialGraph graph) {
    long start = System.nanoTime();
    while (!answersLater(graph)) {
      assertThat(since(start)).isLessThan(Duration.ofSeconds(60));
    }
  }

  private static void assertOutOfReach(GremlinSocialGraph graph) {
    assertOutOfReach(() -> graph.profile(ANN.subject()));
    assertOutOfReach(() -> graph.enter(ANN));
  }

  private static void assertOutOfReach(ThrowingCallable call) {
    long start = System.nanoTime();
    assertThatExceptionOfType(SocialGraphUnavailableException.class)
        .isThrownBy(call)
        .withMessageStartingWith("the social graph at ");
    assertThat(since(start)).isLessThan(LONGEST);
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static void assertAnswersNoInTime(GremlinSocialGraph graph) {
    long start = System.nanoTime();
    assertThat(graph.answers()).isFalse();
    assertThat(since(start)).isLessThan(LONGEST_PROBE);
  }

  @Test
  void graph_works_after_late_start_and_restart_of_server() {
    int port = LocalGremlinServer.freePort();
    try (GremlinSocialGraph graph = graphAt(port)) {
      assertAnswersNoInTime(graph);
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
  void silent_server_causes_a_time_out() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        GremlinSocialGraph graph = graphAt(silent.getLocalPort(), Duration.ofSeconds(1))) {
      assertAnswersNoInTime(graph);
      assertOutOfReach(graph);
    }
  }

  @Test
  void probe_result_is_cached_for_two_seconds() {
    int port = LocalGremlinServer.freePort();
    try (GremlinSocialGraph graph = graphAt(port)) {
      try (LocalGremlinServer server = new LocalGremlinServer(port)) {
        assertThat(server.endpoint().getPort()).isEqualTo(port);
        awaitAnswers(graph);
      }
      assertThat(graph.answers()).isTrue();
      assertThat(answersLater(graph)).isFalse();
    }
  }

  @Test
  void unknown_host_makes_the_graph_unavailable() {
    URI unknown = URI.create("ws://graph.invalid:8182/gremlin");
    try (GremlinSocialGraph graph = new GremlinSocialGraph(unknown, 10, clock)) {
      assertAnswersNoInTime(graph);
      assertOutOfReach(graph);
    }
  }

  @Test
  void silent_connections_are_replaced_and_closed() throws IOException, InterruptedException {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (LocalGremlinServer server = new LocalGremlinServer(LocalGremlinServer.freePort());
        SilencedRelay relay = new SilencedRelay(server.endpoint().getPort());
        GremlinSocialGraph graph = new GremlinSocialGraph(relay.endpoint(), 10, clock)) {
      graph.enter(ANN);
      List<Thread> silenced = driversThreads(before);

      relay.silence();

      assertOutOfReach(() -> graph.profile(ANN.subject()));
      awaitAnswers(graph);
      assertThat(graph.profile(ANN.subject())).isInstanceOf(Found.class);
      assertEnd(silenced);
    }
  }

  private static void assertEnd(List<Thread> threads) throws InterruptedException {
    assertThat(threads).isNotEmpty();
    for (Thread thread : threads) {
      assertThat(thread.join(Duration.ofSeconds(10))).as(thread.getName()).isTrue();
    }
  }

  @Test
  void slow_requests_time_out_and_do_not_delay_others() {
    try (LocalGremlinServer server = new LocalGremlinServer(LocalGremlinServer.freePort());
        GremlinConnection connection =
            new GremlinConnection(server.endpoint(), clock, Duration.ofSeconds(5));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      GraphTraversalSource g = connection.source(traversal());
      List<Future<?>> endless =
          Stream.generate(
                  () -> threads.submit(() -> connection.ask(asked -> asked.list(endless(g)))))
              .limit(2)
              .<Future<?>>map(future -> future)
              .toList();

      while (!endless.stream().allMatch(Future::isDone)) {
        long start = System.nanoTime();
        assertThat(connection.<List<Integer>>ask(asked -> asked.list(g.inject(1))))
            .containsExactly(1);
        assertThat(since(start)).isLessThan(LONGEST_PROBE);
      }
      assertThat(endless)
          .extracting(Future::exceptionNow)
          .hasOnlyElementsOfType(SocialGraphUnavailableException.class);
    }
  }

  private static GraphTraversal<Integer, Integer> endless(GraphTraversalSource g) {
    return g.inject(1).repeat(__.<Integer>identity()).until(__.is(2));
  }

  @Test
  void close_ends_all_driver_threads() throws InterruptedException {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    GremlinSocialGraph graph;
    try (LocalGremlinServer server = new LocalGremlinServer(LocalGremlinServer.freePort())) {
      graph = new GremlinSocialGraph(server.endpoint(), 10, clock);
      graph.enter(ANN);
      List<Thread> drivers = driversThreads(before);

      graph.close();

      assertEnd(drivers);
    }
    assertOutOfReach(graph);
    assertThat(answersLater(graph)).isFalse();
    assertThat(driversThreads(before)).isEmpty();
  }

  private static List<Thread> driversThreads(Set<Thread> before) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("gremlin-driver"))
        .filter(thread -> !before.contains(thread))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"localhost, true", "other.example, false"})
  void certificate_must_match_the_host(String host, boolean itsOwn, @TempDir Path folder)
      throws IOException, InterruptedException {
    Settings.SslSettings tls = certified(host, folder.resolve("keys.p12"));
    int port = LocalGremlinServer.freePort();
    try (LocalGremlinServer server = new LocalGremlinServer(port, tls)) {
      URI endpoint = URI.create("wss://localhost:" + server.endpoint().getPort() + "/gremlin");
      trusting(
          tls,
          () -> {
            try (GremlinSocialGraph graph = new GremlinSocialGraph(endpoint, 10, clock)) {
              if (itsOwn) {
                graph.enter(ANN);
                assertThat(graph.profile(ANN.subject())).isInstanceOf(Found.class);
              } else {
                assertOutOfReach(graph);
              }
            }
          });
    }
  }

  private static Settings.SslSettings certified(String host, Path keys)
      throws IOException, InterruptedException {
    String password = "changeit";
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + host,
                "-ext",
                "san=dns:" + host,
                "-keystore",
                keys.toString(),
                "-storepass",
                password)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor()).isZero();
    Settings.SslSettings tls = new Settings.SslSettings();
    tls.enabled = true;
    tls.keyStore = keys.toString();
    tls.keyStoreType = "PKCS12";
    tls.keyStorePassword = password;
    return tls;
  }

  /** Runs an action while this JVM trusts the server's certificate. */
  private static void trusting(Settings.SslSettings tls, Runnable work) {
    System.setProperty("javax.net.ssl.trustStore", tls.keyStore);
    System.setProperty("javax.net.ssl.trustStorePassword", tls.keyStorePassword);
    try {
      work.run();
    } finally {
      System.clearProperty("javax.net.ssl.trustStore");
      System.clearProperty("javax.net.ssl.trustStorePassword");
    }
  }
}
