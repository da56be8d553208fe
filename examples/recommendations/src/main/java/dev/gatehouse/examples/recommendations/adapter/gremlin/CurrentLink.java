package dev.gatehouse.examples.recommendations.adapter.gremlin;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.tinkerpop.gremlin.process.remote.RemoteConnection;
import org.apache.tinkerpop.gremlin.process.remote.RemoteConnectionException;
import org.apache.tinkerpop.gremlin.process.remote.traversal.RemoteTraversal;
import org.apache.tinkerpop.gremlin.process.traversal.Bytecode;
import org.jspecify.annotations.Nullable;

/**
 * Sends each traversal through the link that is current at that time. Replaces the link if it did
 * not open, or if the server has gone silent.
 */
final class CurrentLink implements RemoteConnection {
  private static final Logger LOG = System.getLogger(CurrentLink.class.getName());
  private static final Duration SILENT_FOR = Duration.ofSeconds(5);
  private static final Duration BETWEEN_LINKS = Duration.ofSeconds(1);
  private static final Duration CLOSES_WITHIN = Duration.ofSeconds(8);

  private final URI endpoint;
  private final ReentrantLock linking = new ReentrantLock();
  private @Nullable GremlinLink link;
  private boolean closed;

  /**
   * The time of the first traversal since the last response, in {@code System.nanoTime}; null if
   * the server owes no response.
   */
  private final AtomicReference<@Nullable Long> waitingSince = new AtomicReference<>();

  /** Creates the object; the first traversal connects. */
  CurrentLink(URI endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public <E> CompletableFuture<RemoteTraversal<?, E>> submitAsync(Bytecode bytecode)
      throws RemoteConnectionException {
    return link().remote().submitAsync(bytecode);
  }

  private GremlinLink link() {
    linking.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the social graph is closed");
      }
      long now = System.nanoTime();
      GremlinLink current = link;
      if (current != null && isSpent(current, now)) {
        LOG.log(Level.INFO, "Reconnecting to the social graph at {0}", endpoint.getAuthority());
        var _ = current.close();
        current = null;
      }
      if (current == null) {
        current = new GremlinLink(endpoint);
        link = current;
        waitingSince.set(now);
      }
      return current;
    } finally {
      linking.unlock();
    }
  }

  private boolean isSpent(GremlinLink current, long now) {
    if (current.failed()) {
      return now - current.madeAt() >= BETWEEN_LINKS.toNanos();
    }
    Long since = waitingSince.get();
    return since != null && now - since >= SILENT_FOR.toNanos();
  }

  /** Notes that a traversal begins to wait for its response. */
  void asked() {
    waitingSince.compareAndSet(null, System.nanoTime());
  }

  /** Notes that the server has responded. */
  void answered() {
    waitingSince.set(null);
  }

  /** Does nothing: a traversal must not close a link. */
  @Override
  public void close() {}

  /** Closes the link, and waits for the driver for {@link #CLOSES_WITHIN} at most. */
  void closeForGood() {
    try {
      closing().get(CLOSES_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
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
