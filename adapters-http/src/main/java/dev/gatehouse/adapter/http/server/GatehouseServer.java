package dev.gatehouse.adapter.http.server;

import dev.gatehouse.adapter.http.Access;
import dev.gatehouse.adapter.http.GatehousePlugin;
import dev.gatehouse.adapter.http.RequestListener;
import dev.gatehouse.adapter.http.message.RequestIds;
import dev.gatehouse.adapter.http.message.ResponseWriter;
import dev.gatehouse.adapter.http.spi.InvalidSettingException;
import dev.gatehouse.adapter.http.spi.Problem;
import dev.gatehouse.adapter.http.spi.Request;
import dev.gatehouse.adapter.http.spi.Response;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.plugin.Plugin;
import io.javalin.util.JavalinException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Gatehouse's own server: serves the plugin, and answers all other requests with problem+json.
 *
 * <p>Requests run on virtual threads.
 */
public final class GatehouseServer {
  private static final Logger LOG = System.getLogger(GatehouseServer.class.getName());

  /** Javalin creates such a buffer for every response. Most bodies fit into it. */
  private static final int ANSWER_BUFFER_BYTES = 1024;

  /** An idle connection needs a few kilobytes. */
  private static final int MAX_CONNECTIONS = 8192;

  private final Javalin javalin;
  private final Server jetty;
  private final GatehousePlugin plugin;

  private GatehouseServer(Javalin javalin, GatehousePlugin plugin) {
    this.javalin = javalin;
    this.plugin = plugin;
    this.jetty = javalin.jettyServer().server();
  }

  /**
   * Binds the port and serves the API.
   *
   * @throws io.javalin.util.JavalinException if the port can't be bound
   */
  public static GatehouseServer start(ServerSettings settings, GatehousePlugin plugin) {
    return start(settings, plugin, RequestListener.NONE, LogContext.NONE);
  }

  /**
   * Binds the port, serves the API and notifies listeners.
   *
   * @param requests is notified of every request
   * @param logContext is notified of the request that a thread works for
   * @throws io.javalin.util.JavalinException if the port can't be bound
   */
  public static GatehouseServer start(
      ServerSettings settings,
      GatehousePlugin plugin,
      RequestListener requests,
      LogContext logContext) {
    return start(settings, plugin, requests, logContext, List.of());
  }

  /**
   * Binds the port and serves the API and other plugins.
   *
   * @param others further plugins; each of their routes must have an {@link Access} role
   * @throws IllegalStateException if a route has no {@link Access} role; the message names it
   * @throws InvalidSettingException if a route begins like the base path
   * @throws io.javalin.util.JavalinException if the port can't be bound
   */
  static GatehouseServer start(
      ServerSettings settings,
      GatehousePlugin plugin,
      RequestListener requests,
      LogContext logContext,
      List<Plugin<?>> others) {
    Javalin javalin =
        Javalin.create(
            config -> {
              configure(config, settings, plugin, requests, logContext);
              others.forEach(config::registerPlugin);
            });
    RouteTable routes = new RouteTable(javalin.unsafe.internalRouter);
    routes.requireAccessRoles();
    if (!settings.basePath().isEmpty()) {
      routes.requireNoneBelow(settings.basePath());
    }
    return new GatehouseServer(javalin.start(), plugin);
  }

  private static void configure(
      JavalinConfig config,
      ServerSettings settings,
      GatehousePlugin plugin,
      RequestListener requests,
      LogContext logContext) {
    RequestIds requestIds = plugin.api().requestIds();
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.defaultContentType = ContentType.JSON;
    config.http.responseBufferSize = ANSWER_BUFFER_BYTES;
    config.router.contextPath = settings.basePath().isEmpty() ? "/" : settings.basePath();
    config.jetty.threadPool = Connectors.threads("request-");
    config.jetty.modifyServer(
        server -> {
          server.setErrorHandler(new JettyErrors(requestIds, requests));
          if (!settings.basePath().isEmpty()) {
            server.insertHandler(new BasePathHandler(settings.basePath()));
          }
          if (!settings.corsOrigins().isEmpty()) {
            server.insertHandler(CrossOrigin.handler(settings.corsOrigins()));
          }
          server.insertHandler(new CommonHeadersHandler(requestIds, requests, logContext));
        });
    config.jetty.modifyHttpConfiguration(GatehouseServer::limit);
    config.jetty.addConnector(
        (server, http) ->
            Connectors.connector(
                server,
                http,
                settings.address(),
                MAX_CONNECTIONS,
                plugin.api().trustedProxies()::contains));
    config.router.javaLangErrorHandler(
        (response, error) -> {
          LOG.log(Level.ERROR, "A request ended in an error of the virtual machine", error);
          response.setStatus(Problem.INTERNAL_ERROR.status());
        });
    plugin.runOnOwnServer();
    config.registerPlugin(plugin);
    config.routes.exception(
        HttpResponseException.class,
        (e, context) ->
            answer(
                context,
                new RouteTable(config.unsafe.internalRouter).unrouted(e, context),
                requestIds));
    config.routes.exception(
        Exception.class,
        (e, context) -> {
          LOG.log(
              Level.ERROR,
              "Request " + ResponseWriter.requestId(context, requestIds) + " failed",
              e);
          answer(context, Response.problem(Problem.INTERNAL_ERROR), requestIds);
        });
  }

  private static void answer(Context context, Response response, RequestIds requestIds) {
    ResponseWriter.send(context, response, ResponseWriter.requestId(context, requestIds));
  }

  private static void limit(HttpConfiguration http) {
    http.setRequestHeaderSize(Request.MAX_HEADER_BYTES);
    // Otherwise Jetty would cache headers for each connection, which are mostly tokens.
    http.setHeaderCacheSize(0);
    // Javalin's default accepts /a%2Fb and /a;b/../c, which guards and handlers may read
    // differently.
    http.setUriCompliance(UriCompliance.DEFAULT);
    // RFC 9112, section 3.2.2: an absolute target overrides the Host header.
    http.setHttpCompliance(
        HttpCompliance.RFC9110.with(
            "absolute-targets", HttpCompliance.Violation.MISMATCHED_AUTHORITY));
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
  }

  /** Returns the operations of the API, such as {@code GET /users/me}. */
  public Set<String> operations() {
    Set<String> pages =
        plugin.api().pages().stream()
            .map(page -> page.method() + " " + page.path())
            .collect(Collectors.toSet());
    Set<String> operations = new RouteTable(javalin.unsafe.internalRouter).operations();
    operations.removeAll(pages);
    return operations;
  }

  /** Returns the API document in JSON, as {@code GET /openapi.json} does. */
  public String apiDocument() {
    return plugin.api().document().json().toString();
  }

  /** Returns the port. */
  public int port() {
    return javalin.port();
  }

  /**
   * Accepts no new connections, waits for the requests in progress, and stops.
   *
   * <p>Persistent connections are closed with their next response, or after one idle second.
   *
   * @param grace how long requests in progress may take; then they are aborted
   */
  public void stop(Duration grace) {
    for (var connector : jetty.getConnectors()) {
      ((ServerConnector) connector).close();
    }
    jetty.setStopTimeout(grace.toMillis());
    try {
      javalin.stop();
    } catch (JavalinException e) {
      LOG.log(Level.WARNING, "Requests that were still in progress after {0} were aborted", grace);
      LOG.log(Level.DEBUG, "The server did not stop in time", e);
    }
  }
}
