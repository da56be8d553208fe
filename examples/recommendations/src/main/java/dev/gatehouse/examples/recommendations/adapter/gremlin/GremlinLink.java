package dev.gatehouse.examples.recommendations.adapter.gremlin;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import org.apache.tinkerpop.gremlin.driver.Client;
import org.apache.tinkerpop.gremlin.driver.Cluster;
import org.apache.tinkerpop.gremlin.driver.remote.DriverRemoteConnection;
import org.apache.tinkerpop.gremlin.process.remote.RemoteConnection;

/**
 * One instance of the driver.
 *
 * <p>The driver resolves a host name only once, never drops a silent connection, and makes all
 * callers wait while it opens a client. So a link is opened once, in the background. A broken link
 * is replaced, not repaired.
 */
final class GremlinLink {
  private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(2);
  private static final Duration CLOSES_WITHIN = Duration.ofSeconds(1);
  private static final Duration RECONNECTS_EVERY = Duration.ofSeconds(1);
  private static final int MOST_CONNECTIONS = 4;
  private static final int AT_ONCE_PER_CONNECTION = 16;
  private static final int DEFAULT_PORT = 8182;

  private record Opened(Cluster cluster, RemoteConnection remote) {}

  private final long madeAt = System.nanoTime();
  private final CompletableFuture<Opened> opened;

  /** Starts to open a link, without waiting for it. */
  GremlinLink(URI endpoint) {
    opened = CompletableFuture.supplyAsync(() -> open(endpoint), Thread::startVirtualThread);
  }

  private static Opened open(URI endpoint) {
    Cluster cluster = cluster(endpoint);
    try {
      Client client = cluster.connect();
      client.init();
      return new Opened(cluster, DriverRemoteConnection.using(client));
    } catch (RuntimeException e) {
      Thread.startVirtualThread(cluster::close);
      throw e;
    }
  }

  private static Cluster cluster(URI endpoint) {
    String path = endpoint.getPath();
    boolean secure = endpoint.getScheme().equals("wss");
    Cluster.Builder driver = secure ? Cluster.build().sslContext(tls()) : Cluster.build();
    return driver
        .addContactPoint(endpoint.getHost())
        .port(endpoint.getPort() < 0 ? DEFAULT_PORT : endpoint.getPort())
        .path(path == null || path.isEmpty() ? "/gremlin" : path)
        .enableSsl(secure)
        .nioPoolSize(1)
        .workerPoolSize(2)
        .minConnectionPoolSize(1)
        .maxConnectionPoolSize(MOST_CONNECTIONS)
        .maxInProcessPerConnection(AT_ONCE_PER_CONNECTION)
        .maxSimultaneousUsagePerConnection(AT_ONCE_PER_CONNECTION)
        .connectionSetupTimeoutMillis(CONNECTS_WITHIN.toMillis())
        .maxWaitForConnection((int) CONNECTS_WITHIN.toMillis())
        .maxWaitForClose((int) CLOSES_WITHIN.toMillis())
        .reconnectInterval((int) RECONNECTS_EVERY.toMillis())
        .create();
  }

  /**
   * Returns a TLS context that checks host names. The driver's own context accepts a certificate of
   * any host.
   */
  private static SslContext tls() {
    try {
      return SslContextBuilder.forClient().endpointIdentificationAlgorithm("HTTPS").build();
    } catch (SSLException e) {
      throw new IllegalStateException("TLS is not available", e);
    }
  }

  /**
   * Returns the connection for traversals. Waits until the link is open; throws if it could not be
   * opened.
   */
  RemoteConnection remote() {
    return opened.join().remote();
  }

  /** Returns whether opening the link has failed. */
  boolean failed() {
    return opened.isCompletedExceptionally();
  }

  /** Returns the time of its creation, in {@link System#nanoTime}. */
  long madeAt() {
    return madeAt;
  }

  /**
   * Closes the link in the background, after it has opened. Traversals that still wait for a
   * response fail.
   */
  CompletableFuture<Void> close() {
    return opened.thenAcceptAsync(link -> link.cluster().close(), Thread::startVirtualThread);
  }
}
