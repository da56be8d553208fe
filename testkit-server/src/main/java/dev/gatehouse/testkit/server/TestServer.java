package dev.gatehouse.testkit.server;

import dev.gatehouse.adapter.embedded.EmbeddedIdentityProvider;
import dev.gatehouse.adapter.embedded.UserAdministration;
import dev.gatehouse.adapter.http.ApiSettings;
import dev.gatehouse.adapter.http.Features;
import dev.gatehouse.adapter.http.GatehousePlugin;
import dev.gatehouse.adapter.http.GatehouseServer;
import dev.gatehouse.adapter.http.ServerSettings;
import dev.gatehouse.adapter.http.SessionRoutes;
import dev.gatehouse.adapter.http.TokenListener;
import dev.gatehouse.adapter.http.TrustedProxies;
import dev.gatehouse.adapter.http.UseCases;
import dev.gatehouse.adapter.http.feature.Feature;
import dev.gatehouse.adapter.http.feature.Route;
import dev.gatehouse.adapter.jwt.JweChallengeSessions;
import dev.gatehouse.adapter.jwt.JwksTokenVerifier;
import dev.gatehouse.adapter.jwt.TrustedIssuer;
import dev.gatehouse.adapter.jwt.VerifierSettings;
import dev.gatehouse.adapter.memory.InMemoryAttemptLimiter;
import dev.gatehouse.adapter.memory.InMemoryRevokedTokens;
import dev.gatehouse.adapter.memory.InMemoryUsualAddresses;
import dev.gatehouse.adapter.memory.InProcessUserEvents;
import dev.gatehouse.application.AccountManagementUseCase;
import dev.gatehouse.application.AttemptLimits;
import dev.gatehouse.application.Attempts;
import dev.gatehouse.application.AuthorizationUseCase;
import dev.gatehouse.application.LoginUseCase;
import dev.gatehouse.application.PasswordRecoveryUseCase;
import dev.gatehouse.application.RegistrationUseCase;
import dev.gatehouse.application.RegistrationUseCase.TakenUsernames;
import dev.gatehouse.application.SessionsUseCase;
import dev.gatehouse.application.TotpEnrolmentUseCase;
import dev.gatehouse.domain.AttemptLimit;
import dev.gatehouse.domain.AuthorizationOutcome;
import dev.gatehouse.domain.BearerToken;
import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.LoginOutcome;
import dev.gatehouse.domain.NewPassword;
import dev.gatehouse.domain.NewUser;
import dev.gatehouse.domain.RegistrationConfirmation;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.TokenUse;
import dev.gatehouse.domain.Tokens;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.port.AuditTrail;
import dev.gatehouse.domain.port.RevokedTokens;
import dev.gatehouse.testkit.api.DocumentedApi;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Gatehouse's whole API with features on a free port, over a provider in memory: what runs in
 * production but for the provider's storage and the cost of its hashes.
 *
 * <p>Servers share nothing but the first signing key of all providers in memory; as many as a
 * machine bears may run at once. Users are made as tests ask for them.
 */
public final class TestServer implements AutoCloseable {
  /** The {@code iss} of the tokens. */
  public static final String ISSUER = "http://gatehouse.test";

  private static final int MOST_REMEMBERED = 10_000;
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(5);
  private static final Duration LONG_AGO = Duration.ofHours(2);
  private static final String PASSWORD = "Correct1horse";

  private final TestClock clock;
  private final EmbeddedIdentityProvider provider;
  private final JwksTokenVerifier verifier;
  private final AuthorizationUseCase authorization;
  private final Features features;
  private final GatehouseServer server;
  private final HttpClient http = HttpClient.newHttpClient();
  private final TestClient client;
  private volatile @Nullable DocumentedApi document;

  /** Whose clock lags; there once a test has asked for an expired token. */
  private @Nullable EmbeddedIdentityProvider pastProvider;

  private TestServer(Builder wanted) {
    clock = wanted.clock;
    features = Features.start(wanted.features, wanted.variables, clock);
    provider = EmbeddedIdentityProvider.inMemory(clock, ISSUER, wanted.confirmation);
    verifier = verifier(provider, clock);
    RevokedTokens revoked = new InMemoryRevokedTokens(MOST_REMEMBERED, clock);
    authorization = new AuthorizationUseCase(verifier, revoked, Set.of(TokenUse.ID));
    ApiSettings settings = new ApiSettings(new TrustedProxies(List.of("127.0.0.1")), "Gatehouse");
    UseCases useCases = useCases(wanted, revoked);
    GatehousePlugin plugin =
        new GatehousePlugin(
            settings,
            useCases,
            provider,
            features,
            verifier::ready,
            TokenListener.NONE,
            new Random(1));
    plugin.servePages(wanted.pages.apply(new SessionRoutes(useCases, settings), provider));
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

  private static JwksTokenVerifier verifier(
      EmbeddedIdentityProvider provider, InstantSource clock) {
    return new JwksTokenVerifier(
        List.of(
            new TrustedIssuer(
                provider.issuer(), Set.of(EmbeddedIdentityProvider.CLIENT_ID), provider::keySet)),
        VerifierSettings.DEFAULT,
        clock,
        new Random(1));
  }

  private UseCases useCases(Builder wanted, RevokedTokens revoked) {
    AuditTrail audit = wanted.audit;
    Attempts attempts =
        new Attempts(
            new InMemoryAttemptLimiter(MOST_REMEMBERED, clock),
            new InMemoryUsualAddresses(MOST_REMEMBERED, clock),
            wanted.attempts,
            audit);
    JweChallengeSessions sessions =
        new JweChallengeSessions(
            new SecretKeySpec(new byte[JweChallengeSessions.KEY_BYTES], "AES"), clock);
    InProcessUserEvents events = new InProcessUserEvents();
    events.subscribe(features::tell);
    return new UseCases(
        new RegistrationUseCase(provider, TakenUsernames.TOLD, attempts, audit),
        new LoginUseCase(provider, sessions, verifier, attempts, audit),
        authorization,
        new SessionsUseCase(provider, verifier, revoked, attempts, audit, clock),
        new PasswordRecoveryUseCase(provider, revoked, attempts, audit, clock),
        new AccountManagementUseCase(provider, provider, revoked, events, attempts, audit, clock),
        new TotpEnrolmentUseCase(provider, audit));
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
    private static final AttemptLimit OFF = new AttemptLimit(0, Duration.ofHours(1));

    private final List<Feature> features;
    private final Map<String, String> variables = new HashMap<>();
    private TestClock clock = new TestClock();
    private RegistrationConfirmation confirmation = RegistrationConfirmation.AUTO;
    private AttemptLimits attempts = new AttemptLimits(OFF, OFF, OFF, OFF, OFF);
    private AuditTrail audit = _ -> {};
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
      confirmation = chosen;
      return this;
    }

    /** Limits attempts, which are not limited where it is not said. */
    public Builder attempts(AttemptLimits chosen) {
      attempts = chosen;
      return this;
    }

    /** Tells this trail what happens. */
    public Builder audit(AuditTrail chosen) {
      audit = chosen;
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

  /** Who keeps the users. */
  public EmbeddedIdentityProvider provider() {
    return provider;
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
    return user(provider, name, groups);
  }

  /** A user whose tokens have expired; the subject is that of no other user. */
  public synchronized TestUser expired(String name, String... groups) {
    EmbeddedIdentityProvider past = pastProvider;
    if (past == null) {
      past =
          EmbeddedIdentityProvider.inMemory(
              () -> clock.instant().minus(LONG_AGO), ISSUER, RegistrationConfirmation.AUTO);
      pastProvider = past;
    }
    return user(past, name, groups);
  }

  /** A user who has logged in and out: the tokens have not expired, and are refused. */
  public TestUser revoked(String name, String... groups) {
    TestUser user = user(name, groups);
    TestAnswer answer =
        client
            .as(user)
            .post(
                "/logout",
                "{\"refreshToken\":\"%s\"}".formatted(user.tokens().refreshToken().reveal()));
    if (answer.status() != 204) {
      throw new IllegalStateException("the user is still logged in: " + answer);
    }
    return user;
  }

  /** Deletes the user, as the user would. */
  public void delete(TestUser user) {
    TestAnswer answer =
        client
            .ownerOf(user)
            .post(
                "/users/me/deletion", "{\"password\":\"%s\"}".formatted(user.password().reveal()));
    if (answer.status() != 204) {
      throw new IllegalStateException("the user was not deleted: " + answer);
    }
  }

  /** One at a time: tests that ask for many users at once must not find the provider overloaded. */
  private synchronized TestUser user(
      EmbeddedIdentityProvider users, String name, String... groups) {
    Username username = new Username(name);
    NewPassword password = new NewPassword(PASSWORD);
    EmailAddress email = new EmailAddress("user@example.com");
    users.register(new NewUser(username, password, email));
    ConfirmationCode code = users.newestCode(email);
    if (code != null) {
      users.confirm(username, code);
    }
    join(users, username, groups);
    if (!(users.logIn(username, password.asPassword())
        instanceof LoginOutcome.LoggedIn(var tokens))) {
      throw new IllegalStateException(name + " can't log in with the password of test users");
    }
    return new TestUser(username, subject(tokens), password.asPassword(), tokens);
  }

  private static void join(EmbeddedIdentityProvider users, Username username, String... groups) {
    try (UserAdministration administration = UserAdministration.of(users)) {
      for (String group : groups) {
        Objects.requireNonNull(administration.addToGroup(username, new Group(group)));
      }
    }
  }

  /** Expired tokens tell nobody whose they are. */
  private Subject subject(Tokens tokens) {
    return authorization.authorize(new BearerToken(tokens.idToken().reveal()))
            instanceof AuthorizationOutcome.Authorized(var identity)
        ? identity.subject()
        : new Subject("expired");
  }

  /** Stops the server and closes its features. */
  @Override
  public synchronized void close() {
    // Connections that are kept alive would hold up the server's stop.
    http.shutdownNow();
    server.stop(STOPS_WITHIN);
    features.close();
    verifier.close();
    if (pastProvider != null) {
      pastProvider.close();
    }
    provider.close();
  }
}
