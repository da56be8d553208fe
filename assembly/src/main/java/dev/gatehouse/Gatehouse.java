package dev.gatehouse;

import dev.gatehouse.adapter.cognito.CognitoIdentityProvider;
import dev.gatehouse.adapter.cognito.CognitoSettings;
import dev.gatehouse.adapter.embedded.EmbeddedIdentityProvider;
import dev.gatehouse.adapter.embedded.EmbeddedSettings;
import dev.gatehouse.adapter.embedded.UserAdministration;
import dev.gatehouse.adapter.http.ApiSettings;
import dev.gatehouse.adapter.http.Features;
import dev.gatehouse.adapter.http.GatehousePlugin;
import dev.gatehouse.adapter.http.TokenListener;
import dev.gatehouse.adapter.http.message.TrustedProxies;
import dev.gatehouse.adapter.http.spi.Feature;
import dev.gatehouse.adapter.jwt.JweChallengeSessions;
import dev.gatehouse.adapter.jwt.JwksTokenVerifier;
import dev.gatehouse.adapter.jwt.TrustedIssuer;
import dev.gatehouse.adapter.jwt.VerifierSettings;
import dev.gatehouse.adapter.memory.InMemoryAttemptLimiter;
import dev.gatehouse.adapter.memory.InMemoryKnownAddresses;
import dev.gatehouse.adapter.memory.InMemoryRevokedTokens;
import dev.gatehouse.adapter.memory.InProcessUserEvents;
import dev.gatehouse.application.Assembly;
import dev.gatehouse.application.Ports;
import dev.gatehouse.application.TakenUsernames;
import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import dev.gatehouse.domain.limit.Limits;
import dev.gatehouse.domain.login.Credentials.UsernamePassword;
import dev.gatehouse.domain.login.LoginProgress.LoggedIn;
import dev.gatehouse.domain.port.AttemptLimiter;
import dev.gatehouse.domain.port.AuditTrail;
import dev.gatehouse.domain.port.IdentityProvider;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.usecase.UseCases;
import io.javalin.http.Context;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Gatehouse as a library: an identity provider, the use cases, and the HTTP API as a Javalin
 * plugin.
 *
 * {@snippet :
 * Gatehouse gatehouse = Gatehouse.embedded(Path.of("data")).open();
 * Javalin.start(config -> {
 *   config.registerPlugin(gatehouse.plugin());
 *   config.routes.get("/orders", ctx -> ctx.result(gatehouse.user(ctx).username().value()), Access.SIGNED_IN);
 * });
 * }
 */
public final class Gatehouse implements AutoCloseable {
  /** Uses about 25 MiB when full. */
  private static final int MAX_REVOCATIONS = 100_000;

  /**
   * The number of budgets of each kind: enough for an attack from hundreds of addresses in 15
   * minutes. {@code benchmarks/run.sh attack} measures the memory.
   */
  private static final int MAX_COUNTED = 25_000;

  private static final String TEST_ISSUER = "http://gatehouse.test";
  private static final String TEST_PASSWORD = "Correct1horse";
  private static final Caller TEST_CALLER = new Caller("test", ClientAddress.of("127.0.0.1"));
  private static final Logger LOG = System.getLogger(Gatehouse.class.getName());

  private final AtomicBoolean stopping = new AtomicBoolean();
  private final Users users;
  private final boolean inMemory;
  private final JwksTokenVerifier verifier;
  private final InMemoryAttemptLimiter limiter;
  private final InMemoryRevokedTokens revoked;
  private final Features features;
  private final UseCases useCases;
  private final GatehousePlugin plugin;

  /**
   * An open provider.
   *
   * @param embedded the same provider; null if the users are in a user pool
   * @param closing closes the provider
   */
  private record Users(
      IdentityProvider provider,
      List<TrustedIssuer> issuers,
      @Nullable EmbeddedIdentityProvider embedded,
      Runnable closing) {
    static Users of(EmbeddedIdentityProvider embedded) {
      return new Users(embedded, List.of(TrustedIssuers.own(embedded)), embedded, embedded::close);
    }
  }

  private Gatehouse(Builder wanted, Features features, Users users) {
    InstantSource clock = wanted.clock;
    this.features = features;
    this.users = users;
    this.inMemory = wanted.inMemory();
    this.revoked = new InMemoryRevokedTokens(MAX_REVOCATIONS, clock);
    this.limiter = new InMemoryAttemptLimiter(wanted.limits, MAX_COUNTED, clock);
    this.verifier =
        new JwksTokenVerifier(users.issuers, wanted.verifier, clock, RandomGenerator.getDefault());
    InProcessUserEvents events = new InProcessUserEvents();
    events.subscribe(features::publish);
    this.useCases =
        Assembly.of(
            new Ports(
                users.provider,
                verifier,
                revoked,
                wanted.limiter.apply(limiter),
                new InMemoryKnownAddresses(MAX_COUNTED, clock),
                new JweChallengeSessions(wanted.sessionKey(), clock),
                events,
                wanted.audit,
                clock,
                time -> sleepUntil(time, clock)),
            wanted.takenUsernames,
            wanted.acceptedTokens);
    this.plugin =
        new GatehousePlugin(
            wanted.api,
            useCases,
            users.embedded,
            features,
            this::isReady,
            wanted.tokens,
            RandomGenerator.getDefault());
    if (users.embedded != null) {
      users.embedded.publishRevocations(revoked);
    }
  }

  /** Waits a millisecond longer than the difference, because sleeping uses another clock. */
  private static void sleepUntil(Instant time, InstantSource clock) {
    try {
      Thread.sleep(Duration.between(clock.instant(), time).plusMillis(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Stores the users in a folder of this machine; creates the folder if needed.
   *
   * <p>Tokens are valid for an hour and sessions for 30 days. Registrations need no confirmation.
   */
  public static Builder embedded(Path folder) {
    return with(
        new ProviderSettings.Embedded(
            new EmbeddedSettings(
                folder,
                "http://127.0.0.1:8080",
                Duration.ofHours(1),
                Duration.ofDays(30),
                RegistrationConfirmation.AUTO)));
  }

  /**
   * Uses the users of a Cognito user pool. Registrations need no confirmation. AWS credentials come
   * from the default chain of the SDK.
   *
   * @param userPoolId the id of the pool, such as {@code eu-central-1_AbCdEfGhI}; it starts with
   *     the region
   * @param clientId a client of the pool without a secret
   * @throws IllegalArgumentException if an id does not have the form of such ids
   */
  public static Builder cognito(String userPoolId, String clientId) {
    String region = CognitoSettings.regionOf(userPoolId);
    return with(
        new ProviderSettings.Cognito(
            new CognitoSettings(
                region, userPoolId, clientId, null, RegistrationConfirmation.AUTO, null),
            List.of(ProviderSettings.Issuer.of(region, userPoolId)),
            Duration.ofMinutes(5)));
  }

  /** Uses the provider of these settings. */
  public static Builder with(ProviderSettings provider) {
    return new Builder(provider);
  }

  /**
   * Stores the users in memory, for tests. It is the same code as in production, with cheap
   * password hashes that protect nothing, and without rate limits unless {@link Builder#limits}
   * sets them.
   */
  public static Builder inMemory() {
    return new Builder(null).limits(Limits.OFF);
  }

  /** Configures Gatehouse. Every setting has a default. */
  public static final class Builder {
    private final @Nullable ProviderSettings provider;
    private InstantSource clock = InstantSource.system();
    private RegistrationConfirmation confirmation = RegistrationConfirmation.AUTO;
    private ApiSettings api = new ApiSettings(TrustedProxies.NONE, "Gatehouse");
    private VerifierSettings verifier = VerifierSettings.DEFAULT;
    private Limits limits = Limits.DEFAULT;
    private TakenUsernames takenUsernames = TakenUsernames.TOLD;
    private Set<TokenUse> acceptedTokens = Set.of(TokenUse.ID);
    private List<Feature> features = List.of();
    private Map<String, String> variables = Map.of();
    private AuditTrail audit = _ -> {};
    private TokenListener tokens = TokenListener.NONE;
    private ProviderCallListener calls = (_, _, _) -> {};
    private UnaryOperator<AttemptLimiter> limiter = UnaryOperator.identity();
    private @Nullable SecretKey sessionKey;

    private Builder(@Nullable ProviderSettings provider) {
      this.provider = provider;
    }

    private boolean inMemory() {
      return provider == null;
    }

    /** Sets the clock; the default is the system clock. */
    public Builder clock(InstantSource chosen) {
      clock = chosen;
      return this;
    }

    /** Sets how users in memory confirm a registration; the default is no confirmation. */
    public Builder confirmation(RegistrationConfirmation chosen) {
      confirmation = chosen;
      return this;
    }

    /** Sets the settings of the API; the default is no proxy. */
    public Builder api(ApiSettings chosen) {
      api = chosen;
      return this;
    }

    /** Sets how tokens are verified. */
    public Builder verifier(VerifierSettings chosen) {
      verifier = chosen;
      return this;
    }

    /** Sets the rate limits. */
    public Builder limits(Limits chosen) {
      limits = chosen;
      return this;
    }

    /**
     * Sets the response to a registration with a taken name; the default says that the name is
     * taken.
     */
    public Builder takenUsernames(TakenUsernames chosen) {
      takenUsernames = chosen;
      return this;
    }

    /** Sets the tokens that guarded routes accept; the default is ID tokens. Not empty. */
    public Builder acceptedTokens(Set<TokenUse> chosen) {
      acceptedTokens = chosen;
      return this;
    }

    /** Adds features with their settings from environment variables. */
    public Builder features(List<Feature> chosen, Map<String, String> settings) {
      features = List.copyOf(chosen);
      variables = Map.copyOf(settings);
      return this;
    }

    /** Sets the audit trail; the default records nothing. */
    public Builder audit(AuditTrail chosen) {
      audit = chosen;
      return this;
    }

    /** Sets a listener for accepted and refused tokens. */
    public Builder tokenListener(TokenListener chosen) {
      tokens = chosen;
      return this;
    }

    /** Sets a listener for calls of the provider. */
    public Builder callListener(ProviderCallListener chosen) {
      calls = chosen;
      return this;
    }

    /** Wraps the limiter, for example to measure its decisions. */
    public Builder limiter(UnaryOperator<AttemptLimiter> chosen) {
      limiter = chosen;
      return this;
    }

    /**
     * Sets the AES key of 32 bytes that encrypts the state of unfinished logins. All nodes need the
     * same key. By default each start creates a new one.
     */
    public Builder sessionKey(@Nullable SecretKey chosen) {
      sessionKey = chosen;
      return this;
    }

    /**
     * Opens the provider and starts the features.
     *
     * @throws IllegalStateException if the folder of the embedded provider cannot be used; the
     *     message names the path
     * @throws IllegalArgumentException if no token use is accepted, or two features conflict
     */
    public Gatehouse open() {
      JwksTokenVerifier.prepare();
      Features started = Features.start(features, variables, clock);
      Users users = null;
      try {
        users = users();
        return new Gatehouse(this, started, users);
      } catch (RuntimeException e) {
        started.close();
        if (users != null) {
          users.closing.run();
        }
        throw e;
      }
    }

    private Users users() {
      return switch (provider) {
        case null ->
            Users.of(
                EmbeddedIdentityProvider.inMemory(clock)
                    .issuer(TEST_ISSUER)
                    .confirmation(confirmation)
                    .listener(calls::onCall)
                    .open());
        case ProviderSettings.Embedded(var settings) ->
            Users.of(EmbeddedIdentityProvider.in(settings, clock).listener(calls::onCall).open());
        case ProviderSettings.Cognito pool -> {
          CognitoIdentityProvider cognito =
              new CognitoIdentityProvider(pool.settings(), calls::onCall);
          yield new Users(cognito, TrustedIssuers.of(pool), null, cognito::close);
        }
      };
    }

    private SecretKey sessionKey() {
      if (sessionKey != null) {
        return sessionKey;
      }
      if (provider instanceof ProviderSettings.Cognito) {
        LOG.log(
            Level.WARNING,
            "SESSION_KEY is not set: a restart ends the logins that wait for a code, and other"
                + " nodes cannot finish them");
      }
      byte[] random = new byte[JweChallengeSessions.KEY_BYTES];
      new SecureRandom().nextBytes(random);
      return new SecretKeySpec(random, "AES");
    }
  }

  /** Returns the HTTP API; register it once with {@code config.registerPlugin}. */
  public GatehousePlugin plugin() {
    return plugin;
  }

  /**
   * Returns the signed-in user of a request to a guarded route.
   *
   * @throws IllegalStateException if the route has no role that requires a token
   */
  public Identity user(Context context) {
    return GatehousePlugin.user(context);
  }

  /** Returns the use cases, for code that calls them without HTTP. */
  public UseCases useCases() {
    return useCases;
  }

  /** Returns the token verifier. */
  public JwksTokenVerifier verifier() {
    return verifier;
  }

  /** Returns the rate limiter. */
  public InMemoryAttemptLimiter limiter() {
    return limiter;
  }

  /** Returns the revocations. */
  public InMemoryRevokedTokens revokedTokens() {
    return revoked;
  }

  /** Returns the embedded provider; null if the users are in a user pool. */
  public @Nullable EmbeddedIdentityProvider embedded() {
    return users.embedded;
  }

  /**
   * Logs in a test user with this name and these groups; registers the user if needed.
   *
   * @throws IllegalStateException if the users are not in memory, or a user with this name has
   *     another password
   * @throws IllegalArgumentException if the name or a group is not valid
   */
  public synchronized TestUser testUser(String name, String... groups) {
    EmbeddedIdentityProvider provider = users.embedded;
    if (!inMemory || provider == null) {
      throw new IllegalStateException("test users exist only in memory");
    }
    Username username = new Username(name);
    NewPassword password = new NewPassword(TEST_PASSWORD);
    EmailAddress email = new EmailAddress("user@example.com");
    provider.registrations().register(new NewUser(username, password, email));
    ConfirmationCode code = provider.newestCode(username);
    if (code != null) {
      provider.registrations().confirm(username, code);
    }
    try (UserAdministration administration = UserAdministration.of(provider)) {
      for (String group : groups) {
        Objects.requireNonNull(administration.addToGroup(username, new Group(group)));
      }
    }
    if (provider.logins().logIn(TEST_CALLER, new UsernamePassword(username, password.asPassword()))
        instanceof LoggedIn(var subject, var tokens)) {
      return new TestUser(username, subject, password.asPassword(), tokens);
    }
    throw new IllegalStateException(name + " cannot log in with the password of test users");
  }

  /** Returns whether Gatehouse is ready: the keys are loaded, and it is not stopping. */
  public boolean isReady() {
    return !stopping.get() && verifier.isReady();
  }

  /** Makes {@link #isReady} return false, so that a load balancer sends no more requests. */
  public void beginStop() {
    stopping.set(true);
  }

  /** Closes the features and the provider. Closing twice has no further effect. */
  @Override
  public void close() {
    beginStop();
    features.close();
    verifier.close();
    users.closing.run();
  }
}
