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
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP API, for Gatehouse's own server or any Javalin application: {@code
 * config.registerPlugin(plugin)}.
 *
 * <p>It adds its routes, and guards those of the host's routes that have an {@link Access} role.
 * All other routes, CORS, and what the host does with errors stay the host's.
 */
public final class GatehousePlugin extends Plugin<Void> {
  private static final RouteLimits PROBES =
      new RouteLimits.None("probes ask often, and reach no provider");
  private static final RouteLimits DOCUMENTS =
      new RouteLimits.None("the same text for everyone, out of memory");

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
   * Makes the plugin.
   *
   * @param settings what the API needs to know of where it runs
   * @param useCases what the endpoints call
   * @param publishedKeys the keys to publish under {@code /.well-known}; null where the provider
   *     publishes them itself
   * @param features what is served beside Gatehouse's own endpoints; closed by whoever started them
   * @param ready whether requests can be answered; asked by {@code GET /health/ready}
   * @param tokens hears what became of callers' tokens
   * @param random makes request ids differ between processes; need not be secure
   */
  public GatehousePlugin(
      ApiSettings settings,
      UseCases useCases,
      @Nullable PublishedKeys publishedKeys,
      Features features,
      BooleanSupplier ready,
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
   * Has pages for people served beside the API; to be called before the plugin is registered.
   *
   * @param routes the pages and what they call; no feature may take the same requests
   */
  public void servePages(List<Route> routes) {
    pages = List.copyOf(routes);
  }

  /**
   * The signed-in user, for handlers of routes with the roles {@link Access#SIGNED_IN}, {@link
   * Access#ACCESS_TOKEN} and {@link Access#inGroup}.
   *
   * @throws IllegalStateException if the route has none of these roles
   */
  public static Identity user(Context context) {
    return RouteGuard.user(context);
  }

  /** The guard comes before handlers of the host that want to know the user. */
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
   * The server is Gatehouse's own: it serves the API document, too, and a page that shows it; to be
   * called before the plugin is registered.
   */
  public void runOnOwnServer() {
    ownServer = true;
  }

  /** Names the requests that this plugin's server answers itself. */
  public RequestIds requestIds() {
    return requestIds;
  }

  /** What is told of the server's state. */
  public Health health() {
    return health;
  }

  /** What is for people: the document of the API does not speak of it. */
  public List<Route> pages() {
    return ownServer ? Stream.concat(pages.stream(), DocsPages.routes().stream()).toList() : pages;
  }

  /** The API document of what is served. */
  public ApiDocument document() {
    return Objects.requireNonNull(document, "not started");
  }

  /** The routes without the features'. */
  List<Route> routes() {
    List<Route> routes = new ArrayList<>(pages());
    routes.addAll(new RegistrationEndpoints(useCases.registration()).routes());
    routes.addAll(new SessionRoutes(useCases, settings).under("", new RefreshTokenInBody()));
    routes.addAll(new PasswordEndpoints(useCases.passwordRecovery()).routes());
    routes.addAll(new AccountEndpoints(useCases.accountManagement(), useCases.sessions()).routes());
    routes.addAll(new TotpEndpoints(useCases.totpEnrolment(), settings.totpIssuer()).routes());
    routes.add(open("/health/live", PROBES, health::liveness));
    routes.add(open("/health/ready", PROBES, health::readiness));
    if (ownServer) {
      routes.add(open("/openapi.json", DOCUMENTS, () -> Response.json(200, document().json())));
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

  /** OpenID Connect Discovery 1.0, as far as it applies: there is no authorization endpoint. */
  private static ObjectNode discovery(String issuer) {
    ObjectNode body =
        Response.object().put("issuer", issuer).put("jwks_uri", issuer + "/.well-known/jwks.json");
    body.putArray("response_types_supported").add("token");
    body.putArray("subject_types_supported").add("public");
    body.putArray("id_token_signing_alg_values_supported").add("RS256");
    return body;
  }
}
