package dev.gatehouse.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.adapter.http.feature.Answer;
import dev.gatehouse.adapter.http.feature.HttpMethod;
import dev.gatehouse.adapter.http.feature.Route;
import dev.gatehouse.domain.port.PublishedKeys;
import io.javalin.config.JavalinState;
import io.javalin.plugin.Plugin;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP API, for Gatehouse's own server or any Javalin application: {@code
 * config.registerPlugin(plugin)}.
 *
 * <p>It adds routes and nothing else: what the host does with other paths, and with their errors,
 * stays the host's.
 */
public final class GatehousePlugin extends Plugin<Void> {
  private final UseCases useCases;
  private final @Nullable PublishedKeys publishedKeys;
  private final Health health;
  private final TokenListener tokens;
  private final RequestIds requestIds;
  private final ApiSettings settings;
  private final Features features;
  private List<Route> pages = List.of();
  private boolean documented;
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

  @Override
  public void onStart(JavalinState state) {
    Routes routes =
        new Routes(
            state.routes,
            useCases.authorization(),
            tokens,
            requestIds,
            new ClientAddresses(settings.trustedProxies()));
    routes.add(features.beside(routes()));
    if (documented) {
      document = new ApiDocument(features.apiParts(), publishedKeys != null);
    }
  }

  /**
   * Has the API document served, too, and a page that shows it: a host application may have its
   * own.
   */
  void serveDocument() {
    documented = true;
  }

  /** Names the requests that this plugin's server answers itself. */
  RequestIds requestIds() {
    return requestIds;
  }

  /** What is told of the server's state. */
  Health health() {
    return health;
  }

  /** What is for people: the document of the API does not speak of it. */
  List<Route> pages() {
    return documented ? Stream.concat(pages.stream(), DocsPages.routes().stream()).toList() : pages;
  }

  /** The API document of what is served. */
  ApiDocument document() {
    return Objects.requireNonNull(document, "not started");
  }

  private List<Route> routes() {
    List<Route> routes = new ArrayList<>(pages());
    routes.addAll(new RegistrationEndpoints(useCases.registration()).routes());
    routes.addAll(new SessionRoutes(useCases, settings).below("", new RefreshTokensInBodies()));
    routes.addAll(new PasswordEndpoints(useCases.passwordRecovery()).routes());
    routes.addAll(new AccountEndpoints(useCases.accountManagement(), useCases.sessions()).routes());
    routes.addAll(new TotpEndpoints(useCases.totpEnrolment(), settings.totpIssuer()).routes());
    routes.add(new Route.Public(HttpMethod.GET, "/health/live", _ -> health.live()));
    routes.add(new Route.Public(HttpMethod.GET, "/health/ready", _ -> health.readiness()));
    if (documented) {
      routes.add(
          new Route.Public(
              HttpMethod.GET, "/openapi.json", _ -> Answer.json(200, document().json())));
    }
    PublishedKeys keys = publishedKeys;
    if (keys != null) {
      routes.add(
          new Route.Public(
              HttpMethod.GET,
              "/.well-known/jwks.json",
              _ -> Answer.json(200, Json.read(keys.keySet()))));
      routes.add(
          new Route.Public(
              HttpMethod.GET,
              "/.well-known/openid-configuration",
              _ -> Answer.json(200, discovery(keys.issuer()))));
    }
    return routes;
  }

  /** OpenID Connect Discovery 1.0, as far as it applies: there is no authorization endpoint. */
  private static ObjectNode discovery(String issuer) {
    ObjectNode body =
        Answer.object().put("issuer", issuer).put("jwks_uri", issuer + "/.well-known/jwks.json");
    body.putArray("response_types_supported").add("token");
    body.putArray("subject_types_supported").add("public");
    body.putArray("id_token_signing_alg_values_supported").add("RS256");
    return body;
  }
}
