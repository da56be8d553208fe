package dev.gatehouse.examples.recommendations.adapter.gremlin;

import static org.apache.tinkerpop.gremlin.process.traversal.AnonymousTraversalSource.traversal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.GraphTraversalSource;
import org.apache.tinkerpop.gremlin.server.GremlinServer;
import org.apache.tinkerpop.gremlin.server.Settings;
import org.apache.tinkerpop.gremlin.tinkergraph.structure.TinkerGraph;

/** A real Gremlin Server on the loopback interface, with a graph in memory. */
public final class LocalGremlinServer implements AutoCloseable {
  private final GremlinServer server;
  private final int port;
  private final GraphTraversalSource g;

  /** Starts a server on a port. It accepts requests when this method returns. */
  public LocalGremlinServer(int port) {
    this(port, new Settings.SslSettings());
  }

  /** Starts a server with these TLS settings. */
  LocalGremlinServer(int port, Settings.SslSettings tls) {
    this.port = port;
    TinkerGraph graph = TinkerGraph.open();
    g = traversal().withEmbedded(graph);
    Settings settings = new Settings();
    settings.host = "127.0.0.1";
    settings.port = port;
    settings.threadPoolWorker = 1;
    settings.gremlinPool = 4;
    settings.ssl = tls;
    server = new GremlinServer(settings);
    server.getServerGremlinExecutor().getGraphManager().putGraph("graph", graph);
    server.getServerGremlinExecutor().getGraphManager().putTraversalSource("g", g);
    try {
      server.start().join();
    } catch (Exception e) {
      throw new IllegalStateException("the Gremlin Server does not start", e);
    }
  }

  /** Returns an unused port of the loopback interface. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the URL of this server. */
  public URI endpoint() {
    return endpoint(port);
  }

  /** Returns the URL of a server on this port. */
  public static URI endpoint(int port) {
    return URI.create("ws://127.0.0.1:" + port + "/gremlin");
  }

  /** Deletes the content of the graph. */
  public void empty() {
    g.V().drop().iterate();
  }

  @Override
  public void close() {
    server.stop().join();
  }
}
