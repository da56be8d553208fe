package dev.gatehouse.examples.recommendations.adapter.gremlin;

import dev.gatehouse.examples.recommendations.domain.SocialGraphUnavailableException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.tinkerpop.gremlin.driver.Cluster;
import org.apache.tinkerpop.gremlin.driver.exception.ResponseException;
import org.apache.tinkerpop.gremlin.driver.remote.DriverRemoteConnection;
import org.apache.tinkerpop.gremlin.process.traversal.AnonymousTraversalSource;
import org.apache.tinkerpop.gremlin.process.traversal.Traversal;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.GraphTraversalSource;
import org.jspecify.annotations.Nullable;

/** Asks a Gremlin server, in bounded time, and again where another request was in the way. */
final class GremlinConnection implements AutoCloseable {
  private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(2);
  private static final Duration PROBE_WITHIN = Duration.ofSeconds(1);
  private static final Duration PROBE_HOLDS = Duration.ofSeconds(2);
  private static final int MOST_CONNECTIONS = 4;
  private static final int AT_ONCE_PER_CONNECTION = 16;

  /** Two requests that make the same vertex or edge at once: one of them fails. */
  private static final int TRIES = 4;

  private static final int DEFAULT_PORT = 8182;

  private final URI endpoint;
  private final Cluster cluster;
  private final InstantSource clock;
  private final Duration answersWithin;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ReentrantLock probing = new ReentrantLock();
  private volatile Probe probe = new Probe(false, Instant.MIN);

  private record Probe(boolean answered, Instant holdsUntil) {}

  /**
   * Connects with the first question.
   *
   * @param answersWithin how long an answer may take, the connection included
   */
  GremlinConnection(URI endpoint, InstantSource clock, Duration answersWithin) {
    this.answersWithin = answersWithin;
    this.endpoint = endpoint;
    this.clock = clock;
    String path = endpoint.getPath();
    this.cluster =
        Cluster.build()
            .addContactPoint(endpoint.getHost())
            .port(endpoint.getPort() < 0 ? DEFAULT_PORT : endpoint.getPort())
            .path(path == null || path.isEmpty() ? "/gremlin" : path)
            .enableSsl(endpoint.getScheme().equals("wss"))
            .nioPoolSize(1)
            .workerPoolSize(2)
            .minConnectionPoolSize(1)
            .maxConnectionPoolSize(MOST_CONNECTIONS)
            .maxInProcessPerConnection(AT_ONCE_PER_CONNECTION)
            .maxSimultaneousUsagePerConnection(AT_ONCE_PER_CONNECTION)
            .connectionSetupTimeoutMillis(CONNECTS_WITHIN.toMillis())
            .maxWaitForConnection((int) CONNECTS_WITHIN.toMillis())
            .reconnectInterval((int) TimeUnit.SECONDS.toMillis(1))
            .create();
  }

  /** Where traversals begin. */
  GraphTraversalSource source(AnonymousTraversalSource<GraphTraversalSource> anonymous) {
    return anonymous
        .withRemote(DriverRemoteConnection.using(cluster))
        .with("evaluationTimeout", answersWithin.toMillis());
  }

  /** Something to do with the graph; may be done again. */
  interface Work {
    void run();
  }

  /** The server refused one traversal. */
  private static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedException(ResponseException cause) {
      super(cause);
    }
  }

  /** Does something, all of it again where the server refuses a part. */
  void run(Work work) {
    ask(
        () -> {
          work.run();
          return true;
        });
  }

  /** Answers a question, all of it again where the server refuses a part. */
  <T> T ask(Supplier<T> question) {
    for (int tries = 1; true; tries++) {
      try {
        return question.get();
      } catch (RefusedException e) {
        if (tries == TRIES) {
          throw unavailable(e);
        }
      }
    }
  }

  /** All that a traversal finds. */
  <E> List<E> list(Traversal<?, E> traversal) {
    return list(traversal, answersWithin);
  }

  /** The driver may wait for a connection before it waits for the answer: both count. */
  private <E> List<E> list(Traversal<?, E> traversal, Duration within) {
    Future<List<E>> answer = threads.submit(() -> traversal.promise(Traversal::toList).get());
    try {
      return answer.get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      ResponseException refusal = refusal(e);
      if (refusal != null) {
        throw new RefusedException(refusal);
      }
      throw unavailable(e);
    } catch (TimeoutException e) {
      throw unavailable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(e);
    } finally {
      answer.cancel(true);
    }
  }

  private static @Nullable ResponseException refusal(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ResponseException refusal) {
        return refusal;
      }
    }
    return null;
  }

  private SocialGraphUnavailableException unavailable(Exception cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new SocialGraphUnavailableException(
        "the social graph at %s does not answer: %s"
            .formatted(endpoint.getAuthority(), root.getClass().getSimpleName()),
        cause);
  }

  /** Whether the server answers now; an answer holds for a while, and one caller at a time asks. */
  boolean answers(Traversal<?, ?> question) {
    if (clock.instant().isBefore(probe.holdsUntil()) || !probing.tryLock()) {
      return probe.answered();
    }
    try {
      probe = new Probe(answered(question), clock.instant().plus(PROBE_HOLDS));
      return probe.answered();
    } finally {
      probing.unlock();
    }
  }

  private boolean answered(Traversal<?, ?> question) {
    try {
      list(question, PROBE_WITHIN);
      return true;
    } catch (SocialGraphUnavailableException | RefusedException _) {
      // That is the answer.
      return false;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    cluster.close();
  }
}
