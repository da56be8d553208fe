package dev.gatehouse;

import dev.gatehouse.adapter.cognito.CognitoSettings;
import dev.gatehouse.adapter.embedded.EmbeddedIdentityProvider;
import dev.gatehouse.adapter.embedded.EmbeddedSettings;
import dev.gatehouse.adapter.http.Api;
import dev.gatehouse.adapter.http.Features;
import dev.gatehouse.adapter.http.GatehousePlugin;
import dev.gatehouse.adapter.http.Readiness;
import dev.gatehouse.adapter.http.lambda.LambdaApi;
import dev.gatehouse.adapter.jwt.JweChallengeSessions;
import dev.gatehouse.adapter.jwt.JwksTokenVerifier;
import dev.gatehouse.application.Assembly;
import dev.gatehouse.application.Ports;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import dev.gatehouse.domain.limit.Limits;
import dev.gatehouse.domain.port.AttemptLimiter;
import dev.gatehouse.domain.usecase.UseCases;
import io.javalin.http.Context;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
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
  private final WorkAfterResponse afterResponse = new WorkAfterResponse();
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final Users users;
  private final boolean inMemory;
  private final JwksTokenVerifier verifier;
  private final NodeMemory memory;
  private final Features features;
  private final UseCases useCases;
  private final Api api;
  private final UserEventDelivery delivery;

  Gatehouse(
      GatehouseBuilder wanted,
      Features features,
      Users users,
      NodeMemory memory,
      AttemptLimiter attempts) {
    InstantSource clock = wanted.clock;
    this.features = features;
    this.users = users;
    this.inMemory = wanted.inMemory();
    this.memory = memory;
    this.verifier =
        new JwksTokenVerifier(users.issuers(), wanted.verifier, clock, new SecureRandom());
    NodeMemory.UserEventPorts events = memory.userEvents(users.provider());
    this.useCases =
        Assembly.of(
            new Ports(
                users.provider(),
                verifier,
                memory.revoked(),
                memory.revocationLog(),
                attempts,
                memory.knownAddresses(users.provider(), wanted.ticker),
                new JweChallengeSessions(wanted.sessionKey(), clock),
                events.published(),
                wanted.audit,
                clock,
                wanted.ticker,
                new ThreadPause(),
                afterResponse),
            wanted.takenUsernames,
            wanted.stepUpAge,
            wanted.passwordPolicy,
            wanted.acceptedTokens);
    this.api =
        new Api(
            wanted.api,
            useCases,
            users.embedded(),
            features,
            this::readiness,
            wanted.tokens,
            new SecureRandom());
    if (users.embedded() != null) {
      users.embedded().publishRevocations(memory.revoked());
    }
    this.delivery = UserEventDelivery.start(features.handlers(), events.inboxes(), wanted.ticker);
  }

  /**
   * Stores the users in a folder of this machine; creates the folder if needed.
   *
   * <p>Tokens are valid for an hour and sessions for 30 days. Registrations need no confirmation.
   */
  public static GatehouseBuilder embedded(Path folder) {
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
  public static GatehouseBuilder cognito(String userPoolId, String clientId) {
    return with(
        new ProviderSettings.Cognito(
            CognitoSettings.of(userPoolId, clientId),
            List.of(ProviderSettings.Issuer.of(CognitoSettings.regionOf(userPoolId), userPoolId)),
            Duration.ofMinutes(5)));
  }

  /** Uses the provider of these settings. */
  public static GatehouseBuilder with(ProviderSettings provider) {
    return new GatehouseBuilder(provider);
  }

  /**
   * Stores the users in memory, for tests. It is the same code as in production, with cheap
   * password hashes that protect nothing, and without rate limits unless {@link
   * GatehouseBuilder#limits} sets them.
   */
  public static GatehouseBuilder inMemory() {
    return new GatehouseBuilder(null).limits(Limits.OFF);
  }

  /** Creates the HTTP API as a plugin; register it once with {@code config.registerPlugin}. */
  public GatehousePlugin plugin() {
    return new GatehousePlugin(api);
  }

  /** Creates the HTTP API for AWS Lambda. */
  public LambdaApi lambda() {
    return new LambdaApi(api, new FunctionWork(this));
  }

  /** Returns the HTTP API, to which pages can be added before it is served. */
  public Api api() {
    return api;
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

  /** Returns what this node remembers. */
  public NodeMemory memory() {
    return memory;
  }

  /** Returns what hands events about users to the features. */
  public UserEventDelivery delivery() {
    return delivery;
  }

  /** Returns the executor of work that goes on after responses. */
  public WorkAfterResponse workAfterResponse() {
    return afterResponse;
  }

  /** Returns the embedded provider; null if the users are in a user pool. */
  public @Nullable EmbeddedIdentityProvider embedded() {
    return users.embedded();
  }

  /**
   * Logs in a test user with this name and these groups; registers the user if needed.
   *
   * @throws IllegalStateException if the users are not in memory, or a user with this name has
   *     another password
   * @throws IllegalArgumentException if the name or a group is not valid
   */
  public synchronized TestUser testUser(String name, String... groups) {
    if (!inMemory || users.embedded() == null) {
      throw new IllegalStateException("test users exist only in memory");
    }
    return TestUser.logIn(users.embedded(), name, groups);
  }

  /** Returns whether all parts that it needs are ready for requests. */
  public boolean isReady() {
    return readiness().isReady();
  }

  /** Returns whether each part works: the server, key sets, provider, and what nodes share. */
  private Readiness readiness() {
    Map<String, Boolean> parts = new LinkedHashMap<>();
    parts.put("server", !stopping.get());
    parts.put("key_sets", verifier.isReady());
    parts.put("identity_provider", users.provider().isReady());
    return memory.readiness(parts);
  }

  /** Makes {@link #isReady} return false, so that a load balancer sends no more requests. */
  public void beginStop() {
    stopping.set(true);
  }

  /** Finishes work after responses, for at most 10 s, and closes all parts. May be called twice. */
  @Override
  public void close() {
    beginStop();
    afterResponse.close();
    delivery.close();
    features.close();
    verifier.close();
    memory.close();
    users.closing().run();
  }
}
