package dev.gatehouse.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.adapter.http.document.ApiDocument;
import dev.gatehouse.adapter.http.document.DocsPages;
import dev.gatehouse.adapter.http.endpoint.AccountEndpoints;
import dev.gatehouse.adapter.http.endpoint.PasswordEndpoints;
import dev.gatehouse.adapter.http.endpoint.RefreshTokenInBody;
import dev.gatehouse.adapter.http.endpoint.RegistrationEndpoints;
import dev.gatehouse.adapter.http.endpoint.TotpEndpoints;
import dev.gatehouse.adapter.http.message.ClientAddresses;
import dev.gatehouse.adapter.http.message.Json;
import dev.gatehouse.adapter.http.message.RequestIds;
import dev.gatehouse.adapter.http.message.ResponseWriter;
import dev.gatehouse.adapter.http.message.TrustedProxies;
import dev.gatehouse.adapter.http.spi.HttpMethod;
import dev.gatehouse.adapter.http.spi.ProblemException;
import dev.gatehouse.adapter.http.spi.Response;
import dev.gatehouse.adapter.http.spi.Route;
import dev.gatehouse.adapter.http.spi.RouteLimits;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.port.PublishedKeys;
import dev.gatehouse.domain.usecase.UseCases;
import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.plugin.Plugin;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP API as a Javalin plugin, for Gatehouse's own server or a host application: {@code
 * config.registerPlugin(plugin)}.
 *
 * <p>The plugin adds its routes, and guards the host's routes that have an {@link Access} role. It
 * does not change other routes, CORS or the error handling of the host.
 */
public final class GatehousePlugin extends Plugin<Void> {
  private static final RouteLimits PROBES =
      new RouteLimits.None("health checks are frequent and do not call the provider");
  private static final RouteLimits DOCUMENTS =
      new RouteLimits.None("the same document for everyone, from memory");

  private final UseCases useCases;
  private final @Nullable PublishedKeys publishedKeys;
  private final Health health;
  private final TokenListener tokens;
  private final RequestIds requestIds;
  private final ApiSettings settings;
  private final Features features;
  private List<Route> pages = List.of();
  private boolean ownServer;
  private @Nullable ApiDocument document;

  /**
   * Creates the plugin.
   *
   * @param settings the settings of the API
   * @param useCases the use cases that the endpoints call
   * @param publishedKeys the keys to publish under {@code /.well-known}; null if the provider
   *     publishes them itself
   * @param features the features to serve; the caller closes them
   * @param ready returns which parts work; called by {@code GET /health/ready}
   * @param tokens is notified of accepted and refused tokens
   * @param random makes request ids of processes different; does not need to be secure
   */
  public GatehousePlugin(
      ApiSettings settings,
      UseCases useCases,
      @Nullable PublishedKeys publishedKeys,
      Features features,
      Supplier<Readiness> ready,
      TokenListener tokens,
      RandomGenerator random) {
    this.settings = settings;
    this.useCases = useCases;
    this.publishedKeys = publishedKeys;
    this.features = features;
    this.health = new Health(ready, features);
    this.tokens = tokens;
    this.requestIds = new RequestIds(random);
  }

  /**
   * Serves pages for users. Call this before the plugin is registered.
   *
   * @param routes the pages and the endpoints that they call; no feature may have the same paths
   */
  public void servePages(List<Route> routes) {
    pages = List.copyOf(routes);
  }

  /**
   * Returns the signed-in user, for handlers of routes with the roles {@link Access#SIGNED_IN},
   * {@link Access#ACCESS_TOKEN} and {@link Access#inGroup}.
   *
   * @throws IllegalStateException if the route has none of these roles
   */
  public static Identity user(Context context) {
    return RouteGuard.user(context);
  }

  /** The guard runs before the handlers of the host that need the user. */
  @Override
  public void onInitialize(JavalinState state) {
    RouteGuard guard = new RouteGuard(state, useCases.authorization(), tokens, requestIds);
    state.routes.beforeMatched(guard);
    state.routes.wsBeforeUpgrade(guard);
    state.routes.exception(
        ProblemException.class,
        (e, context) ->
            ResponseWriter.send(
                context, e.response(), ResponseWriter.requestId(context, requestIds)));
    if (!ownServer) {
      state.routes.after(ResponseWriter::restore);
    }
  }

  @Override
  public void onStart(JavalinState state) {
    new Routes(useCases.requestLimits(), requestIds, new ClientAddresses(settings.trustedProxies()))
        .register(features.beside(routes()), state.routes);
    if (ownServer) {
      document = new ApiDocument(features.apiDocuments(), publishedKeys != null);
    }
  }

  /**
   * Also serves the API document and a page that shows it, for Gatehouse's own server. Call this
   * before the plugin is registered.
   */
  public void runOnOwnServer() {
    ownServer = true;
  }

  /** Returns the source of request ids. */
  public RequestIds requestIds() {
    return requestIds;
  }

  /** Returns the proxies whose connections carry the requests of many clients. */
  public TrustedProxies trustedProxies() {
    return settings.trustedProxies();
  }

  /** Returns the health of the server. */
  public Health health() {
    return health;
  }

  /** Returns the pages for users, which are not part of the API document. */
  public List<Route> pages() {
    return ownServer ? Stream.concat(pages.stream(), DocsPages.routes().stream()).toList() : pages;
  }

  /** Returns the API document. */
  public ApiDocument document() {
    return Objects.requireNonNull(document, "not started");
  }

  /** Returns the routes without those of the features. */
  List<Route> routes() {
    List<Route> routes = new ArrayList<>(pages());
    routes.addAll(
        new RegistrationEndpoints(useCases.registration(), useCases.passwordPolicy()).routes());
    routes.addAll(new SessionRoutes(useCases, settings).under("", new RefreshTokenInBody()));
    routes.addAll(
        new PasswordEndpoints(useCases.passwordRecovery(), useCases.passwordPolicy()).routes());
    routes.addAll(
        new AccountEndpoints(
                useCases.accountManagement(), useCases.sessions(), useCases.passwordPolicy())
            .routes());
    routes.addAll(new TotpEndpoints(useCases.totpEnrolment(), settings.totpIssuer()).routes());
    routes.add(open("/health/live", PROBES, health::liveness));
    routes.add(open("/health/ready", PROBES, health::readiness));
    if (ownServer) {
      routes.add(open("/openapi.json", DOCUMENTS, () -> document().response()));
    }
    PublishedKeys keys = publishedKeys;
    if (keys != null) {
      routes.add(
          open(
              "/.well-known/jwks.json",
              DOCUMENTS,
              () -> Response.json(200, Json.read(keys.keySet()))));
      routes.add(
          open(
              "/.well-known/openid-configuration",
              DOCUMENTS,
              () -> Response.json(200, discovery(keys.issuer()))));
    }
    return routes;
  }

  private static Route open(String path, RouteLimits limits, Supplier<Response> answer) {
    return new Route.Public(HttpMethod.GET, path, limits, _ -> answer.get());
  }

  /** The part of OpenID Connect Discovery 1.0 that applies. There is no authorization endpoint. */
  private static ObjectNode discovery(String issuer) {
    ObjectNode body =
        Response.object().put("issuer", issuer).put("jwks_uri", issuer + "/.well-known/jwks.json");
    body.putArray("response_types_supported").add("token");
    body.putArray("subject_types_supported").add("public");
    body.putArray("id_token_signing_alg_values_supported").add("RS256");
    return body;
  }
}
