package dev.gatehouse.adapter.http;

import dev.gatehouse.adapter.http.feature.Answer;
import dev.gatehouse.adapter.http.feature.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/**
 * A server beside the API's, for operators' tools: {@code GET /metrics} and {@code GET
 * /health/live} and {@code /health/ready}.
 *
 * <p>It asks nobody who they are: its port is not for the public.
 */
public final class ManagementServer implements AutoCloseable {
  private static final Logger LOG = System.getLogger(ManagementServer.class.getName());

  /** Enough for a few collectors and probes. */
  private static final int MAX_CONNECTIONS = 64;

  /** A connection has one request at a time. */
  private static final int BOUNDED_BY_CONNECTIONS = 0;

  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);

  private final Server jetty;
  private final ServerConnector connector;

  private ManagementServer(Server jetty, ServerConnector connector) {
    this.jetty = jetty;
    this.connector = connector;
  }

  /**
   * Binds the port and serves.
   *
   * @param plugin whose server's health it tells
   * @param metrics the figures
   * @throws UncheckedIOException if the port can't be bound; the message names it
   */
  public static ManagementServer start(
      ManagementSettings settings, GatehousePlugin plugin, MetricsPage metrics) {
    VirtualThreadPool threads = new VirtualThreadPool(BOUNDED_BY_CONNECTIONS);
    threads.setName("management-");
    Server jetty = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(jetty, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(IDLE_TIMEOUT.toMillis());
    connector.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, connector));
    jetty.addConnector(connector);
    RequestIds requestIds = plugin.requestIds();
    jetty.setErrorHandler(new JettyErrors(requestIds, (_, _, _, _) -> {}));
    jetty.setHandler(new Pages(plugin.health(), metrics, requestIds));
    try {
      jetty.start();
    } catch (Exception e) {
      throw new UncheckedIOException(
          new IOException(
              "the management port %s:%d can't be served: %s"
                  .formatted(settings.host(), settings.port(), e.getMessage()),
              e));
    }
    return new ManagementServer(jetty, connector);
  }

  private static final class Pages extends Handler.Abstract {
    private static final String METRICS = "/metrics";
    private static final String LIVE = "/health/live";
    private static final Set<String> PATHS = Set.of(METRICS, LIVE, "/health/ready");

    private final Health health;
    private final MetricsPage metrics;
    private final RequestIds requestIds;

    Pages(Health health, MetricsPage metrics, RequestIds requestIds) {
      this.health = health;
      this.metrics = metrics;
      this.requestIds = requestIds;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      String path = Request.getPathInContext(request);
      if (!PATHS.contains(path)) {
        send(response, Answer.problem(Problem.NOT_FOUND), callback);
      } else if (!isRead(request)) {
        send(
            response,
            Answer.problem(Problem.METHOD_NOT_ALLOWED).with("Allow", "GET, HEAD"),
            callback);
      } else if (path.equals(METRICS)) {
        MetricsPage.Page page = metrics.asOfNow(request.getHeaders().get(HttpHeader.ACCEPT));
        byte[] text = page.text().getBytes(StandardCharsets.UTF_8);
        send(response, 200, page.contentType(), text, callback);
      } else {
        send(response, path.equals(LIVE) ? health.live() : health.readiness(), callback);
      }
      return true;
    }

    private static boolean isRead(Request request) {
      return HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
    }

    private void send(Response response, Answer answer, Callback callback) {
      String requestId = requestIds.next();
      response.getHeaders().put(Responses.REQUEST_ID, requestId);
      answer.headers().forEach(response.getHeaders()::put);
      send(
          response,
          answer.status(),
          answer.contentType(),
          Responses.bytes(answer, requestId),
          callback);
    }

    private static void send(
        Response response, int status, String contentType, byte[] body, Callback callback) {
      response.setStatus(status);
      Responses.COMMON.forEach(response.getHeaders()::put);
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
      response.write(true, ByteBuffer.wrap(body), callback);
    }
  }

  /** The port that is bound. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Answers nobody any more. */
  @Override
  public void close() {
    try {
      jetty.stop();
    } catch (Exception e) {
      LOG.log(Level.WARNING, "The management server does not stop: {0}", e.getMessage());
    }
  }
}
