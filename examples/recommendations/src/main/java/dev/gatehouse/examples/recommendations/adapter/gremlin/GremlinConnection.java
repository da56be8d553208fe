package dev.gatehouse.examples.recommendations.adapter.gremlin;

import dev.gatehouse.examples.recommendations.domain.SocialGraphUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.tinkerpop.gremlin.driver.exception.ResponseException;
import org.apache.tinkerpop.gremlin.process.remote.RemoteConnection;
import org.apache.tinkerpop.gremlin.process.remote.RemoteConnectionException;
import org.apache.tinkerpop.gremlin.process.remote.traversal.RemoteTraversal;
import org.apache.tinkerpop.gremlin.process.traversal.AnonymousTraversalSource;
import org.apache.tinkerpop.gremlin.process.traversal.Bytecode;
import org.apache.tinkerpop.gremlin.process.traversal.Traversal;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.GraphTraversalSource;
import org.jspecify.annotations.Nullable;

/**
 * Sends traversals to a Gremlin server, with a time-out. Retries if they collide with another
 * request.
 */
final class GremlinConnection implements AutoCloseable {
  private static final Logger LOG = System.getLogger(GremlinConnection.class.getName());

  private static final Duration SILENT_FOR = Duration.ofSeconds(5);
  private static final Duration PROBE_WITHIN = Duration.ofSeconds(1);
  private static final Duration PROBE_HOLDS = Duration.ofSeconds(2);
  private static final Duration BETWEEN_LINKS = Duration.ofSeconds(1);
  private static final Duration CLOSES_WITHIN = Duration.ofSeconds(8);

  /** If two requests create the same vertex or edge at the same time, one of them fails. */
  private static final int TRIES = 4;

  private final URI endpoint;
  private final InstantSource clock;
  private final Duration answersWithin;
  private final ReentrantLock linking = new ReentrantLock();
  private @Nullable GremlinLink link;

  /**
   * The time of the first traversal since the last response, in {@code System.nanoTime}; null if
   * the server owes no response.
   */
  private @Nullable Long waitingSince;

  private boolean closed;
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
  }

  /**
   * Returns the source for traversals. The server's time-out is shorter than ours, so a slow
   * traversal is not mistaken for a silent server.
   */
  GraphTraversalSource source(AnonymousTraversalSource<GraphTraversalSource> anonymous) {
    return anonymous
        .withRemote(new CurrentLink())
        .with("evaluationTimeout", answersWithin.multipliedBy(4).dividedBy(5).toMillis());
  }

  /** Sends each traversal through the link that is current at that time. */
  private final class CurrentLink implements RemoteConnection {
    @Override
    public <E> CompletableFuture<RemoteTraversal<?, E>> submitAsync(Bytecode bytecode)
        throws RemoteConnectionException {
      return link().remote().submitAsync(bytecode);
    }

    /** Does nothing: a traversal must not close a link. */
    @Override
    public void close() {}
  }

  /** Returns the current link. Replaces it if it did not open, or if the server has gone silent. */
  private GremlinLink link() {
    linking.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the social graph is closed");
      }
      long now = System.nanoTime();
      GremlinLink current = link;
      if (current != null && !isSpent(current, now)) {
        return current;
      }
      if (current != null) {
        LOG.log(Level.INFO, "Reconnecting to the social graph at {0}", endpoint.getAuthority());
        var _ = current.close();
      }
      GremlinLink next = new GremlinLink(endpoint);
      link = next;
      waitingSince = now;
      return next;
    } finally {
      linking.unlock();
    }
  }

  private boolean isSpent(GremlinLink current, long now) {
    if (current.failed()) {
      return now - current.madeAt() >= BETWEEN_LINKS.toNanos();
    }
    return waitingSince != null && now - waitingSince >= SILENT_FOR.toNanos();
  }

  private void asked() {
    linking.lock();
    try {
      if (waitingSince == null) {
        waitingSince = System.nanoTime();
      }
    } finally {
      linking.unlock();
    }
  }

  private void answered() {
    linking.lock();
    try {
      waitingSince = null;
    } finally {
      linking.unlock();
    }
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
    private final Duration within;

    private Server(Duration within) {
      this.within = within;
    }

    private Duration elapsed() {
      return Duration.ofNanos(System.nanoTime() - askedAt);
    }

    /** Runs a traversal and returns all its results. */
    <E> List<E> list(Traversal<?, E> traversal) {
      return GremlinConnection.this.list(traversal, within.minus(elapsed()));
    }
  }

  /**
   * Runs a request, which may have several traversals. Retries the whole request if the server
   * refuses one of them.
   */
  <T> T ask(Function<Server, T> question) {
    Server server = new Server(answersWithin);
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
    asked();
    FutureTask<List<E>> answer = new FutureTask<>(traversal::toList);
    Thread.startVirtualThread(answer);
    try {
      List<E> found = answer.get(within.toMillis(), TimeUnit.MILLISECONDS);
      answered();
      return found;
    } catch (ExecutionException e) {
      ResponseException refusal = refusal(e);
      if (refusal != null) {
        answered();
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

  /** Closes the connection, and waits for the driver for {@link #CLOSES_WITHIN} at most. */
  @Override
  public void close() {
    CompletableFuture<Void> closing = closing();
    try {
      closing.get(CLOSES_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.log(Level.WARNING, "The connection to the social graph did not close cleanly", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private CompletableFuture<Void> closing() {
    linking.lock();
    try {
      closed = true;
      return link == null || link.failed() ? CompletableFuture.completedFuture(null) : link.close();
    } finally {
      linking.unlock();
    }
  }
}
