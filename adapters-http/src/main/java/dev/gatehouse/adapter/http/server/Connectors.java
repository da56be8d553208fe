package dev.gatehouse.adapter.http.server;

import java.time.Duration;
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
   * @param maxConnections further connections wait until they are accepted
   */
  static ServerConnector connector(
      Server server, HttpConfiguration http, ListenAddress address, int maxConnections) {
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(address.host());
    connector.setPort(address.port());
    connector.setIdleTimeout(IDLE_TIMEOUT.toMillis());
    connector.addBean(new NetworkConnectionLimit(maxConnections, connector));
    return connector;
  }
}
