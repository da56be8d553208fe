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
 * One life of the driver.
 *
 * <p>The driver looks a host up once and never again, gives no connection up that went silent, and
 * opens one client at a time for everyone who waits. So a link is opened once and in the
 * background, and one that is no good is not mended but replaced.
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

  /** Begins to open a link; does not wait for it. */
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

  /** The driver's own takes a certificate of any host for the right one. */
  private static SslContext tls() {
    try {
      return SslContextBuilder.forClient().endpointIdentificationAlgorithm("HTTPS").build();
    } catch (SSLException e) {
      throw new IllegalStateException("TLS is not to be had", e);
    }
  }

  /** What to ask through; waits until the link is open, and fails as its opening fails. */
  RemoteConnection remote() {
    return opened.join().remote();
  }

  /** Whether the link could not be opened. */
  boolean failed() {
    return opened.isCompletedExceptionally();
  }

  /** When it was made, as {@link System#nanoTime} tells. */
  long madeAt() {
    return madeAt;
  }

  /** Ends the link in the background, once it is open; who still waits for an answer is told. */
  CompletableFuture<Void> close() {
    return opened.thenAcceptAsync(link -> link.cluster().close(), Thread::startVirtualThread);
  }
}
