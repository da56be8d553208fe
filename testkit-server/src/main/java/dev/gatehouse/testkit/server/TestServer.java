package dev.gatehouse.testkit.server;

import dev.gatehouse.Gatehouse;
import dev.gatehouse.GatehouseBuilder;
import dev.gatehouse.TestUser;
import dev.gatehouse.adapter.embedded.EmbeddedIdentityProvider;
import dev.gatehouse.adapter.http.ApiSettings;
import dev.gatehouse.adapter.http.GatehousePlugin;
import dev.gatehouse.adapter.http.SessionRoutes;
import dev.gatehouse.adapter.http.message.TrustedProxies;
import dev.gatehouse.adapter.http.server.GatehouseServer;
import dev.gatehouse.adapter.http.server.ServerSettings;
import dev.gatehouse.adapter.http.spi.Feature;
import dev.gatehouse.adapter.http.spi.Route;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import dev.gatehouse.domain.limit.Limits;
import dev.gatehouse.domain.port.AuditTrail;
import dev.gatehouse.testkit.api.DocumentedApi;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Gatehouse's whole API with features on a free port, over a provider in memory: what runs in
 * production but for the provider's storage and the cost of its hashes.
 *
 * <p>Servers share nothing but the first signing key of all providers in memory; as many as a
 * machine bears may run at once. Users are made as tests ask for them.
 */
public final class TestServer implements AutoCloseable {
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(5);
  private static final Duration LONG_AGO = Duration.ofHours(2);

  private final TestClock clock;
  private final Gatehouse gatehouse;
  private final GatehouseServer server;
  private final HttpClient http = HttpClient.newHttpClient();
  private final TestClient client;
  private volatile @Nullable DocumentedApi document;

  /** Whose clock lags; there once a test has asked for an expired token. */
  private @Nullable Gatehouse past;

  private TestServer(Builder wanted) {
    clock = wanted.clock;
    ApiSettings settings = new ApiSettings(new TrustedProxies(List.of("127.0.0.1")), "Gatehouse");
    gatehouse =
        wanted
            .gatehouse
            .clock(clock)
            .features(wanted.features, wanted.variables)
            .api(settings)
            .open();
    GatehousePlugin plugin = gatehouse.plugin();
    plugin.servePages(
        wanted.pages.apply(new SessionRoutes(gatehouse.useCases(), settings), provider()));
    server = GatehouseServer.start(new ServerSettings("127.0.0.1", 0, Set.of()), plugin);
    client =
        new TestClient(http, URI.create("http://127.0.0.1:" + server.port()), this::document, null);
  }

  private DocumentedApi document() {
    DocumentedApi read = document;
    if (read == null) {
      read = DocumentedApi.of(server.apiDocument());
      document = read;
    }
    return read;
  }

  /** Starts a server with these features, and no settings. */
  public static TestServer start(Feature... features) {
    return with(features).start();
  }

  /** A server to be started with these features. */
  public static Builder with(Feature... features) {
    return new Builder(features);
  }

  /** What a server is to be like. */
  public static final class Builder {
    private final GatehouseBuilder gatehouse = Gatehouse.inMemory();
    private final List<Feature> features;
    private final Map<String, String> variables = new HashMap<>();
    private TestClock clock = new TestClock();
    private BiFunction<SessionRoutes, EmbeddedIdentityProvider, List<Route>> pages =
        (_, _) -> List.of();

    private Builder(Feature... features) {
      this.features = List.of(features);
    }

    /** Sets an environment variable for the features, by its full name. */
    public Builder setting(String name, String value) {
      variables.put(name, value);
      return this;
    }

    /** Tells the time by this clock. */
    public Builder clock(TestClock chosen) {
      clock = chosen;
      return this;
    }

    /** What registrations take; at once where it is not said. */
    public Builder confirmation(RegistrationConfirmation chosen) {
      gatehouse.confirmation(chosen);
      return this;
    }

    /** Limits attempts; by default there are no limits. */
    public Builder limits(Limits chosen) {
      gatehouse.limits(chosen);
      return this;
    }

    /** Tells this trail what happens. */
    public Builder audit(AuditTrail chosen) {
      gatehouse.audit(chosen);
      return this;
    }

    /** Serves pages beside the API, made of its sessions' endpoints and of who keeps the users. */
    public Builder pages(BiFunction<SessionRoutes, EmbeddedIdentityProvider, List<Route>> chosen) {
      pages = chosen;
      return this;
    }

    /** Starts the server; it answers when this returns. */
    public TestServer start() {
      return new TestServer(this);
    }
  }

  /** The port on the loopback interface. */
  public int port() {
    return server.port();
  }

  /** What tells the server the time. */
  public TestClock clock() {
    return clock;
  }

  /** The provider that keeps the users. */
  public EmbeddedIdentityProvider provider() {
    return Objects.requireNonNull(gatehouse.embedded());
  }

  /** A client that shows no token. */
  public TestClient client() {
    return client;
  }

  /**
   * A user of this name who has just logged in, registered where there is none yet, and in these
   * groups.
   *
   * @throws IllegalArgumentException if the name or a group can be none
   */
  public TestUser user(String name, String... groups) {
    return gatehouse.testUser(name, groups);
  }

  /** A user whose tokens have expired; no other user has the same subject. */
  public synchronized TestUser expired(String name, String... groups) {
    Gatehouse earlier = past;
    if (earlier == null) {
      earlier = Gatehouse.inMemory().clock(() -> clock.instant().minus(LONG_AGO)).open();
      past = earlier;
    }
    return earlier.testUser(name, groups);
  }

  /** A user who has logged in and out: the tokens have not expired, and are refused. */
  public TestUser revoked(String name, String... groups) {
    TestUser user = user(name, groups);
    TestResponse response =
        client
            .loggedInAs(user)
            .post(
                "/logout",
                "{\"refreshToken\":\"%s\"}".formatted(user.tokens().refreshToken().reveal()));
    if (response.status() != 204) {
      throw new IllegalStateException("the user is still logged in: " + response);
    }
    return user;
  }

  /** Deletes the user, as the user would. */
  public void delete(TestUser user) {
    TestResponse response =
        client
            .withAccessTokenOf(user)
            .post(
                "/users/me/deletion", "{\"password\":\"%s\"}".formatted(user.password().reveal()));
    if (response.status() != 204) {
      throw new IllegalStateException("the user was not deleted: " + response);
    }
  }

  /** Stops the server and closes its features. */
  @Override
  public synchronized void close() {
    // Connections that are kept alive would hold up the server's stop.
    http.shutdownNow();
    server.stop(STOPS_WITHIN);
    gatehouse.close();
    if (past != null) {
      past.close();
    }
  }
}
