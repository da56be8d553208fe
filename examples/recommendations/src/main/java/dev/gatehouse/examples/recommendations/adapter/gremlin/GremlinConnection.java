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

/** Asks a Gremlin server, in bounded time, and again where another request was in the way. */
final class GremlinConnection implements AutoCloseable {
  private static final Logger LOG = System.getLogger(GremlinConnection.class.getName());

  private static final Duration SILENT_FOR = Duration.ofSeconds(5);
  private static final Duration PROBE_WITHIN = Duration.ofSeconds(1);
  private static final Duration PROBE_HOLDS = Duration.ofSeconds(2);
  private static final Duration BETWEEN_LINKS = Duration.ofSeconds(1);
  private static final Duration CLOSES_WITHIN = Duration.ofSeconds(8);

  /** Two requests that make the same vertex or edge at once: one of them fails. */
  private static final int TRIES = 4;

  private final URI endpoint;
  private final InstantSource clock;
  private final Duration answersWithin;
  private final ReentrantLock linking = new ReentrantLock();
  private @Nullable GremlinLink link;

  /** When the first question was asked of those since the last answer. */
  private @Nullable Long waitingSince;

  private boolean closed;
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
  }

  /** Where traversals begin. The server gives up before we do: a slow question is no silence. */
  GraphTraversalSource source(AnonymousTraversalSource<GraphTraversalSource> anonymous) {
    return anonymous
        .withRemote(new CurrentLink())
        .with("evaluationTimeout", answersWithin.multipliedBy(4).dividedBy(5).toMillis());
  }

  /** Whichever link is there when a traversal is sent. */
  private final class CurrentLink implements RemoteConnection {
    @Override
    public <E> CompletableFuture<RemoteTraversal<?, E>> submitAsync(Bytecode bytecode)
        throws RemoteConnectionException {
      return link().remote().submitAsync(bytecode);
    }

    /** The links are not the traversals' to close. */
    @Override
    public void close() {}
  }

  /** The link to ask through: a new one where the last did not open, or has gone silent. */
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
        LOG.log(Level.INFO, "Connecting anew to the social graph at {0}", endpoint.getAuthority());
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

  /** The server, for as long as one answer may take. */
  final class Server {
    private final long askedAt = System.nanoTime();
    private final Duration within;

    private Server(Duration within) {
      this.within = within;
    }

    private Duration elapsed() {
      return Duration.ofNanos(System.nanoTime() - askedAt);
    }

    /** All that a traversal finds. */
    <E> List<E> list(Traversal<?, E> traversal) {
      return GremlinConnection.this.list(traversal, within.minus(elapsed()));
    }
  }

  /** Answers a question, all of it again where the server refuses a part. */
  <T> T ask(Function<Server, T> question) {
    Server server = new Server(answersWithin);
    for (int tries = 1; true; tries++) {
      try {
        return question.apply(server);
      } catch (RefusedException e) {
        // A refusal that comes late is no collision: the server ran out of time.
        if (tries == TRIES || server.elapsed().compareTo(answersWithin.dividedBy(2)) > 0) {
          throw unavailable(e);
        }
      }
    }
  }

  /** The driver may wait for a connection before it waits for the answer: both count. */
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

  /** Waits for the driver to end, in bounded time. */
  @Override
  public void close() {
    CompletableFuture<Void> closing = closing();
    try {
      closing.get(CLOSES_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.log(Level.WARNING, "The connection to the social graph does not end in order", e);
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
