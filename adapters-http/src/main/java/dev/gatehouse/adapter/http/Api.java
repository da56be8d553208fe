package dev.gatehouse.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.adapter.http.document.ApiDocument;
import dev.gatehouse.adapter.http.document.DocsPages;
import dev.gatehouse.adapter.http.document.PathTemplate;
import dev.gatehouse.adapter.http.endpoint.AccountEndpoints;
import dev.gatehouse.adapter.http.endpoint.PasswordEndpoints;
import dev.gatehouse.adapter.http.endpoint.RefreshTokenInBody;
import dev.gatehouse.adapter.http.endpoint.RegistrationEndpoints;
import dev.gatehouse.adapter.http.endpoint.TotpEndpoints;
import dev.gatehouse.adapter.http.message.Json;
import dev.gatehouse.adapter.http.message.RequestIds;
import dev.gatehouse.adapter.http.message.TrustedProxies;
import dev.gatehouse.adapter.http.spi.HttpMethod;
import dev.gatehouse.adapter.http.spi.Response;
import dev.gatehouse.adapter.http.spi.Route;
import dev.gatehouse.adapter.http.spi.RouteLimits;
import dev.gatehouse.domain.port.PublishedKeys;
import dev.gatehouse.domain.usecase.RequestLimits;
import dev.gatehouse.domain.usecase.UseCases;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The HTTP API, independent of the server that serves it. */
public final class Api {
  private static final RouteLimits PROBES =
      new RouteLimits.None("health checks are frequent and do not call the provider");
  private static final RouteLimits DOCUMENTS =
      new RouteLimits.None("the same document for everyone, from memory");

  private final ApiSettings settings;
  private final UseCases useCases;
  private final @Nullable PublishedKeys publishedKeys;
  private final Features features;
  private final Health health;
  private final TokenGuard guard;
  private final RequestIds requestIds;
  private List<Route> pages = List.of();
  private boolean servesDocument;
  private @Nullable ApiDocument document;

  /**
   * Creates the API.
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
  public Api(
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
    this.guard = new TokenGuard(useCases.authorization(), tokens);
    this.requestIds = new RequestIds(random);
  }

  /**
   * Serves pages for users. Call this before {@link #routes}.
   *
   * @param routes the pages and the endpoints that they call; no feature may have the same paths
   */
  public void servePages(List<Route> routes) {
    pages = List.copyOf(routes);
  }

  /** Also serves the API document and a page that shows it. Call this before {@link #routes}. */
  public void serveDocument() {
    servesDocument = true;
  }

  /** Returns the pages for users, which are not part of the API document. */
  public List<Route> pages() {
    return servesDocument
        ? Stream.concat(pages.stream(), DocsPages.routes().stream()).toList()
        : pages;
  }

  /**
   * Returns all routes, and reads the API document if it is served. A server that uses the first
   * route that matches gets the right one, because a path with a fixed segment comes before one
   * with a parameter. It may try a regular expression for each path, so the paths without
   * parameters come first, and those that require a token before the others.
   *
   * @throws IllegalStateException if routes or documents of features are not valid
   */
  public List<Route> routes() {
    List<Route> routes =
        features.beside(ownRoutes()).stream()
            .sorted(
                Comparator.comparing((Route route) -> PathTemplate.of(route.path()).hasParameters())
                    .thenComparing(Route.Public.class::isInstance)
                    .thenComparing(route -> PathTemplate.of(route.path())))
            .toList();
    if (servesDocument) {
      document = new ApiDocument(features.apiDocuments(), publishedKeys != null);
    }
    return routes;
  }

  /** Returns the API document. */
  public ApiDocument document() {
    return Objects.requireNonNull(document, "not started");
  }

  /** Returns what checks tokens. */
  public TokenGuard guard() {
    return guard;
  }

  /** Returns the rate limits of the routes. */
  public RequestLimits limits() {
    return useCases.requestLimits();
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

  /** Returns the routes without those of the features. */
  List<Route> ownRoutes() {
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
    if (servesDocument) {
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
