package dev.gatehouse.adapter.http.server;

import dev.gatehouse.domain.ClientAddress;
import java.time.Duration;
import java.util.function.Predicate;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/** Creates the threads and the connectors of the servers. */
final class Connectors {
  /** A connection has one request at a time, so Jetty needs no further limit. */
  private static final int BOUNDED_BY_CONNECTIONS = 0;

  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);

  /** A response that nobody reads holds one such buffer. */
  private static final int OUTPUT_BUFFER_BYTES = 8 * 1024;

  /**
   * Otherwise the kernel grows this buffer to megabytes for a client that does not read, and {@link
   * MinimumDataRate} sees large steps only.
   */
  private static final int SEND_BUFFER_BYTES = 64 * 1024;

  /** One client can hold an eighth of all connections; several users may share an address. */
  private static final int ADDRESSES_TO_HOLD_ALL = 8;

  private Connectors() {}

  /**
   * Virtual threads also read and write the bytes: the thread that has read a request answers it,
   * and another thread continues to read. Passing each request to another thread costs half as much
   * again.
   */
  static VirtualThreadPool threads(String name) {
    VirtualThreadPool threads = new VirtualThreadPool(BOUNDED_BY_CONNECTIONS);
    threads.setName(name);
    return threads;
  }

  /**
   * Creates a connector.
   *
   * @param maxConnections further connections wait until they are accepted; the same number can
   *     wait, as the kernel allows (Java allows 50, which delays all clients after a burst)
   * @param proxies addresses that may have all connections
   */
  static ServerConnector connector(
      Server server,
      HttpConfiguration http,
      ListenAddress address,
      int maxConnections,
      Predicate<ClientAddress> proxies) {
    http.setOutputBufferSize(OUTPUT_BUFFER_BYTES);
    http.setOutputAggregationSize(OUTPUT_BUFFER_BYTES);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(address.host());
    connector.setPort(address.port());
    connector.setAcceptQueueSize(maxConnections);
    connector.setIdleTimeout(IDLE_TIMEOUT.toMillis());
    connector.setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
    connector.addBean(new ConnectionsPerAddress(maxConnections / ADDRESSES_TO_HOLD_ALL, proxies));
    connector.addBean(new NetworkConnectionLimit(maxConnections, connector));
    connector.addBean(new MinimumDataRate(connector, maxConnections));
    return connector;
  }
}
