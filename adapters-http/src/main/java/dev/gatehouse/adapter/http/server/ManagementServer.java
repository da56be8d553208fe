package dev.gatehouse.adapter.http.server;

import dev.gatehouse.adapter.http.GatehousePlugin;
import dev.gatehouse.adapter.http.Health;
import dev.gatehouse.adapter.http.message.RequestIds;
import dev.gatehouse.adapter.http.spi.Problem;
import dev.gatehouse.adapter.http.spi.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * A second server, for the tools of operators: {@code GET /metrics}, {@code GET /health/live} and
 * {@code GET /health/ready}.
 *
 * <p>It requires no authentication, so its port must not be public. Clients must call it by its IP
 * address, {@code localhost} or the name that it listens on.
 */
public final class ManagementServer implements AutoCloseable {
  private static final Logger LOG = System.getLogger(ManagementServer.class.getName());

  /** Enough for a few collectors and health checks. */
  private static final int MAX_CONNECTIONS = 128;

  private final Server jetty;
  private final ServerConnector connector;

  private ManagementServer(Server jetty, ServerConnector connector) {
    this.jetty = jetty;
    this.connector = connector;
  }

  /**
   * Binds the port and serves.
   *
   * @param address the address to listen on
   * @param plugin the plugin whose health is served
   * @param metrics the metrics
   * @throws UncheckedIOException if the port cannot be bound; the message names it
   */
  public static ManagementServer start(
      ListenAddress address, GatehousePlugin plugin, MetricsPage metrics) {
    Server jetty = new Server(Connectors.threads("management-"));
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    ServerConnector connector =
        Connectors.connector(jetty, http, address, MAX_CONNECTIONS, _ -> false);
    jetty.addConnector(connector);
    RequestIds requestIds = plugin.api().requestIds();
    jetty.setErrorHandler(new JettyErrors(requestIds, (_, _, _, _) -> {}));
    jetty.setHandler(new Pages(address, plugin.api().health(), metrics, requestIds));
    try {
      jetty.start();
    } catch (Exception e) {
      throw new UncheckedIOException(
          new IOException(
              "the management port %s cannot be bound: %s".formatted(address, e.getMessage()), e));
    }
    return new ManagementServer(jetty, connector);
  }

  private static final class Pages extends Handler.Abstract {
    private static final String METRICS = "/metrics";
    private static final String LIVE = "/health/live";
    private static final Response MISDIRECTED =
        Response.problem(
            421,
            "misdirected_request",
            "Misdirected request",
            "Call this server by its IP address, localhost, or the name in MANAGEMENT_HOST.");
    private static final Set<String> PATHS = Set.of(METRICS, LIVE, "/health/ready");

    private final ListenAddress address;
    private final Health health;
    private final MetricsPage metrics;
    private final RequestIds requestIds;

    Pages(ListenAddress address, Health health, MetricsPage metrics, RequestIds requestIds) {
      this.address = address;
      this.health = health;
      this.metrics = metrics;
      this.requestIds = requestIds;
    }

    @Override
    public boolean handle(
        Request request, org.eclipse.jetty.server.Response out, Callback callback) {
      String path = Request.getPathInContext(request);
      if (!address.isCalledBy(Request.getServerName(request))) {
        send(out, MISDIRECTED, callback);
      } else if (!PATHS.contains(path)) {
        send(out, Response.problem(Problem.NOT_FOUND), callback);
      } else if (!isRead(request)) {
        send(
            out,
            Response.problem(Problem.METHOD_NOT_ALLOWED).withHeader("Allow", "GET, HEAD"),
            callback);
      } else if (path.equals(METRICS)) {
        MetricsPage.Page page = metrics.render(request.getHeaders().get(HttpHeader.ACCEPT));
        ByteBuffer text = StandardCharsets.UTF_8.encode(page.text());
        JettyResponses.send(out, 200, page.contentType(), text, callback);
      } else {
        send(out, path.equals(LIVE) ? health.liveness() : health.readiness(), callback);
      }
      return true;
    }

    private static boolean isRead(Request request) {
      return HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
    }

    private void send(org.eclipse.jetty.server.Response out, Response response, Callback callback) {
      JettyResponses.send(out, response, requestIds.next(), callback);
    }
  }

  /** Returns the port. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Stops the server. */
  @Override
  public void close() {
    try {
      jetty.stop();
    } catch (Exception e) {
      LOG.log(Level.WARNING, "The management server does not stop: {0}", e.getMessage());
    }
  }
}
