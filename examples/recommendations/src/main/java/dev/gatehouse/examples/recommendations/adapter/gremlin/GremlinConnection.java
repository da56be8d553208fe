package dev.gatehouse.examples.recommendations.adapter.gremlin;

import dev.gatehouse.examples.recommendations.domain.SocialGraphUnavailableException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.tinkerpop.gremlin.driver.exception.ResponseException;
import org.apache.tinkerpop.gremlin.process.traversal.AnonymousTraversalSource;
import org.apache.tinkerpop.gremlin.process.traversal.Traversal;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.GraphTraversalSource;
import org.jspecify.annotations.Nullable;

/**
 * Sends traversals to a Gremlin server, with a time-out. Retries if they collide with another
 * request.
 */
final class GremlinConnection implements AutoCloseable {
  private static final Duration PROBE_WITHIN = Duration.ofSeconds(1);
  private static final Duration PROBE_HOLDS = Duration.ofSeconds(2);

  /** If two requests create the same vertex or edge at the same time, one of them fails. */
  private static final int TRIES = 4;

  private final URI endpoint;
  private final InstantSource clock;
  private final Duration answersWithin;
  private final CurrentLink link;
  private final ReentrantLock probing = new ReentrantLock();
  private volatile Probe probe = new Probe(false, Instant.MIN);

  private record Probe(boolean answered, Instant holdsUntil) {}

  /**
   * Creates the object; the first traversal connects.
   *
   * @param answersWithin the time-out for a response, including the connection
   */
  GremlinConnection(URI endpoint, InstantSource clock, Duration answersWithin) {
    this.answersWithin = answersWithin;
    this.endpoint = endpoint;
    this.clock = clock;
    this.link = new CurrentLink(endpoint);
  }

  /**
   * Returns the source for traversals. The server's time-out is shorter than ours, so a slow
   * traversal is not mistaken for a silent server.
   */
  GraphTraversalSource source(AnonymousTraversalSource<GraphTraversalSource> anonymous) {
    return anonymous
        .withRemote(link)
        .with("evaluationTimeout", answersWithin.multipliedBy(4).dividedBy(5).toMillis());
  }

  /** The server refused one traversal. */
  private static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedException(ResponseException cause) {
      super(cause);
    }
  }

  /** The server, within the time-out of one request. */
  final class Server {
    private final long askedAt = System.nanoTime();

    private Duration elapsed() {
      return Duration.ofNanos(System.nanoTime() - askedAt);
    }

    /** Runs a traversal and returns all its results. */
    <E> List<E> list(Traversal<?, E> traversal) {
      return GremlinConnection.this.list(traversal, answersWithin.minus(elapsed()));
    }
  }

  /**
   * Runs a request, which may have several traversals. Retries the whole request if the server
   * refuses one of them.
   */
  <T> T ask(Function<Server, T> question) {
    Server server = new Server();
    for (int tries = 1; true; tries++) {
      try {
        return question.apply(server);
      } catch (RefusedException e) {
        // A late refusal is not a collision: the server's time-out has passed.
        if (tries == TRIES || server.elapsed().compareTo(answersWithin.dividedBy(2)) > 0) {
          throw unavailable(e);
        }
      }
    }
  }

  /**
   * Runs a traversal. The driver may wait for a connection before it waits for the response; the
   * time-out covers both.
   */
  private <E> List<E> list(Traversal<?, E> traversal, Duration within) {
    link.asked();
    FutureTask<List<E>> answer = new FutureTask<>(traversal::toList);
    Thread.startVirtualThread(answer);
    try {
      List<E> found = answer.get(within.toMillis(), TimeUnit.MILLISECONDS);
      link.answered();
      return found;
    } catch (ExecutionException e) {
      ResponseException refusal = refusal(e);
      if (refusal != null) {
        link.answered();
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
        "the social graph at %s does not respond: %s"
            .formatted(endpoint.getAuthority(), root.getClass().getSimpleName()),
        cause);
  }

  /**
   * Returns whether the server responds now. The result is kept for {@link #PROBE_HOLDS}, and only
   * one caller at a time probes.
   */
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
      // The server does not respond, or refuses.
      return false;
    }
  }

  @Override
  public void close() {
    link.closeForGood();
  }
}
