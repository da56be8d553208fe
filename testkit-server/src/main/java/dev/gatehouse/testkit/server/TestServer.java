package dev.gatehouse.testkit.server;

import dev.gatehouse.Gatehouse;
import dev.gatehouse.GatehouseBuilder;
import dev.gatehouse.TestUser;
import dev.gatehouse.adapter.embedded.EmbeddedIdentityProvider;
import dev.gatehouse.adapter.http.ApiSettings;
import dev.gatehouse.adapter.http.SessionRoutes;
import dev.gatehouse.adapter.http.message.TrustedProxies;
import dev.gatehouse.adapter.http.server.GatehouseServer;
import dev.gatehouse.adapter.http.server.ListenAddress;
import dev.gatehouse.adapter.http.server.ServerSettings;
import dev.gatehouse.adapter.http.spi.Feature;
import dev.gatehouse.adapter.http.spi.Route;
import dev.gatehouse.application.TakenUsernames;
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
 * Gatehouse's whole API with features, on a free port, with a provider in memory. It is the code
 * that runs in production, except for the provider's storage and cheaper password hashes.
 *
 * <p>Many servers may run at once. They share only the first signing key of all providers in
 * memory. Users are created when tests request them.
 */
public final class TestServer implements AutoCloseable {
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(5);
  private static final Duration EVENTS_WITHIN = Duration.ofSeconds(10);
  private static final Duration LONG_AGO = Duration.ofHours(2);

  private final TestClock clock;
  private final Gatehouse gatehouse;
  private final GatehouseServer server;
  private final HttpClient http = HttpClient.newHttpClient();
  private final TestClient client;
  private volatile @Nullable DocumentedApi document;

  /** A second Gatehouse with a slow clock, for expired tokens; null until a test requests one. */
  private @Nullable Gatehouse past;

  private TestServer(Builder wanted) {
    clock = wanted.clock;
    ApiSettings settings = new ApiSettings(new TrustedProxies(List.of("127.0.0.1")), "Gatehouse");
    gatehouse =
        wanted
            .gatehouse
            .clock(clock)
            .ticker(clock)
            .features(wanted.features, wanted.variables)
            .api(settings)
            .open();
    gatehouse
        .api()
        .servePages(
            wanted.pages.apply(new SessionRoutes(gatehouse.useCases(), settings), provider()));
    server =
        GatehouseServer.start(
            new ServerSettings(ListenAddress.anyLoopbackPort(), Set.of()), gatehouse.plugin());
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

  /** Starts a server with these features, without settings. */
  public static TestServer start(Feature... features) {
    return with(features).start();
  }

  /** Returns a builder of a server with these features. */
  public static Builder with(Feature... features) {
    return new Builder(features);
  }

  /** Configures and starts a server. */
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

    /** Sets an environment variable for the features. Give the full name of the variable. */
    public Builder setting(String name, String value) {
      variables.put(name, value);
      return this;
    }

    /** Sets the clock of the server. */
    public Builder clock(TestClock chosen) {
      clock = chosen;
      return this;
    }

    /** Sets how registrations are confirmed; by default immediately. */
    public Builder confirmation(RegistrationConfirmation chosen) {
      gatehouse.confirmation(chosen);
      return this;
    }

    /** Sets the rate limits; by default there are none. */
    public Builder limits(Limits chosen) {
      gatehouse.limits(chosen);
      return this;
    }

    /** Sets whether responses show that a name is taken; by default they do. */
    public Builder takenUsernames(TakenUsernames chosen) {
      gatehouse.takenUsernames(chosen);
      return this;
    }

    /** Sets the audit trail that receives the events. */
    public Builder audit(AuditTrail chosen) {
      gatehouse.audit(chosen);
      return this;
    }

    /**
     * Serves pages beside the API. The function makes them from the API's session routes and the
     * identity provider.
     */
    public Builder pages(BiFunction<SessionRoutes, EmbeddedIdentityProvider, List<Route>> chosen) {
      pages = chosen;
      return this;
    }

    /** Starts the server. It accepts requests when this method returns. */
    public TestServer start() {
      return new TestServer(this);
    }
  }

  /** Returns the port on the loopback interface. */
  public int port() {
    return server.port();
  }

  /** Returns the clock of the server. */
  public TestClock clock() {
    return clock;
  }

  /** Returns the identity provider of the server. */
  public EmbeddedIdentityProvider provider() {
    return Objects.requireNonNull(gatehouse.embedded());
  }

  /** Returns a client that sends no token. */
  public TestClient client() {
    return client;
  }

  /**
   * Returns a user with this name and these groups, who has just logged in. Registers the user if
   * the name is new.
   *
   * @throws IllegalArgumentException if the name or a group is invalid
   */
  public TestUser user(String name, String... groups) {
    return gatehouse.testUser(name, groups);
  }

  /** Returns a user whose tokens have expired. No other user has the same subject. */
  public synchronized TestUser expired(String name, String... groups) {
    Gatehouse earlier = past;
    if (earlier == null) {
      earlier = Gatehouse.inMemory().clock(() -> clock.instant().minus(LONG_AGO)).open();
      past = earlier;
    }
    return earlier.testUser(name, groups);
  }

  /** Returns a user who has logged in and out: the tokens have not expired, but are refused. */
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

  /** Deletes the user through the API, and waits until the features have handled the event. */
  public void delete(TestUser user) {
    TestResponse response =
        client
            .withAccessTokenOf(user)
            .post(
                "/users/me/deletion", "{\"password\":\"%s\"}".formatted(user.password().reveal()));
    if (response.status() != 204) {
      throw new IllegalStateException("the user was not deleted: " + response);
    }
    deliverUserEvents();
  }

  /**
   * Hands the features the events about users that are due, and waits until they have handled them
   * or failed to. A feature that has failed gets the event again after a time of the {@link
   * #clock()}.
   *
   * @throws IllegalStateException if that takes longer than 10 s
   */
  public void deliverUserEvents() {
    if (!gatehouse.delivery().deliverAll(EVENTS_WITHIN)) {
      throw new IllegalStateException("a feature is still handling events about users");
    }
  }

  /** Stops the server and closes its features. */
  @Override
  public synchronized void close() {
    // Open keep-alive connections would delay the stop of the server.
    http.shutdownNow();
    server.stop(STOPS_WITHIN);
    gatehouse.close();
    if (past != null) {
      past.close();
    }
  }
}
