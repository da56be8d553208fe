package dev.gatehouse.adapter.http.server;

import dev.gatehouse.domain.ClientAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * A server with our connector, and its clients. It reads the body of each request and answers by
 * its path.
 */
final class SlowPeersServer implements AutoCloseable {
  static final int LARGE = 4 * 1024 * 1024;

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final Server server = new Server(Connectors.threads("test-"));
  private final ServerConnector connector;
  private final List<RawClient> clients = new ArrayList<>();
  private final CountDownLatch provider = new CountDownLatch(1);
  private final CountDownLatch asked = new CountDownLatch(1);

  SlowPeersServer(int maxConnections, Predicate<ClientAddress> proxies) {
    connector =
        Connectors.connector(
            server,
            new HttpConfiguration(),
            ListenAddress.anyLoopbackPort(),
            maxConnections,
            proxies);
    server.addConnector(connector);
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback)
              throws Exception {
            var _ = Content.Source.asInputStream(request).readAllBytes();
            switch (Request.getPathInContext(request)) {
              case "/provider" -> {
                asked.countDown();
                provider.await();
                callback.succeeded();
              }
              case "/large" -> response.write(true, ByteBuffer.allocate(LARGE), callback);
              default -> callback.succeeded();
            }
            return true;
          }
        });
    try {
      server.start();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Opens a connection, which is closed with the server. */
  RawClient connect(String from) throws IOException {
    RawClient client =
        new RawClient(new InetSocketAddress(connector.getHost(), connector.getLocalPort()), from);
    clients.add(client);
    return client;
  }

  /** Checks the data rates at a time. */
  void checkAt(long nanoTime) {
    connector.getBean(MinimumDataRate.class).check(nanoTime);
  }

  void awaitConnections(int count) {
    await(() -> connector.getConnectedEndPoints().size() == count);
  }

  /** Waits until the server has received bytes on its only connection and waits for more. */
  void awaitReceived(long bytes) {
    await(
        () ->
            endPoints().stream()
                .anyMatch(it -> it.getConnection().getBytesIn() == bytes && it.isFillInterested()));
  }

  /** Waits until the server can write no more on a connection. */
  void awaitBlockedWrite() {
    await(
        () ->
            endPoints().stream()
                .anyMatch(
                    it ->
                        it instanceof AbstractEndPoint peer && peer.getWriteFlusher().isPending()));
  }

  /** Waits until a request waits for the provider. */
  void awaitAsked() throws InterruptedException {
    asked.await();
  }

  void letProviderAnswer() {
    provider.countDown();
  }

  private Collection<EndPoint> endPoints() {
    return connector.getConnectedEndPoints();
  }

  private static void await(BooleanSupplier condition) {
    long begin = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - begin > TIMEOUT.toNanos()) {
        throw new AssertionError("not in time");
      }
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    provider.countDown();
    try {
      for (RawClient client : clients) {
        client.close();
      }
      server.stop();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
