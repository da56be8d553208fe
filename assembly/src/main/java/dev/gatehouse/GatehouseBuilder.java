package dev.gatehouse;

import dev.gatehouse.adapter.cognito.CognitoIdentityProvider;
import dev.gatehouse.adapter.embedded.EmbeddedIdentityProvider;
import dev.gatehouse.adapter.embedded.EmbeddedProviderBuilder;
import dev.gatehouse.adapter.http.ApiSettings;
import dev.gatehouse.adapter.http.Features;
import dev.gatehouse.adapter.http.TokenListener;
import dev.gatehouse.adapter.http.message.TrustedProxies;
import dev.gatehouse.adapter.http.spi.Feature;
import dev.gatehouse.adapter.jwt.JwksTokenVerifier;
import dev.gatehouse.adapter.jwt.VerifierSettings;
import dev.gatehouse.adapter.redis.SharedStoreSettings;
import dev.gatehouse.application.TakenUsernames;
import dev.gatehouse.domain.Ticker;
import dev.gatehouse.domain.account.PasswordPolicy;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import dev.gatehouse.domain.limit.AttemptDecision.Refused;
import dev.gatehouse.domain.limit.Budget;
import dev.gatehouse.domain.limit.Limits;
import dev.gatehouse.domain.port.AttemptLimiter;
import dev.gatehouse.domain.port.AuditTrail;
import dev.gatehouse.domain.port.CodeLimit;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import dev.gatehouse.domain.token.TokenUse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** Configures Gatehouse. Every setting has a default. */
public final class GatehouseBuilder {
  private static final String TEST_ISSUER = "http://gatehouse.test";

  private final @Nullable ProviderSettings provider;
  InstantSource clock = InstantSource.system();
  Ticker ticker = Ticker.SYSTEM;
  private RegistrationConfirmation confirmation = RegistrationConfirmation.AUTO;
  ApiSettings api = new ApiSettings(TrustedProxies.NONE, "Gatehouse");
  VerifierSettings verifier = VerifierSettings.DEFAULT;
  Limits limits = Limits.DEFAULT;
  PasswordPolicy passwordPolicy = PasswordPolicy.COMPOSED;
  TakenUsernames takenUsernames = TakenUsernames.TOLD;
  Duration stepUpAge = Duration.ofMinutes(10);
  Set<TokenUse> acceptedTokens = Set.of(TokenUse.ID);
  private List<Feature> features = List.of();
  private Map<String, String> variables = Map.of();
  AuditTrail audit = _ -> {};
  TokenListener tokens = TokenListener.NONE;
  private ProviderCallListener calls = (_, _, _) -> {};
  UnaryOperator<AttemptLimiter> limiter = UnaryOperator.identity();
  private @Nullable SecretKey sessionKey;
  private @Nullable SharedStoreSettings sharedStore;

  GatehouseBuilder(@Nullable ProviderSettings provider) {
    this.provider = provider;
  }

  boolean inMemory() {
    return provider == null;
  }

  /** Sets the clock; the default is the system clock. */
  public GatehouseBuilder clock(InstantSource chosen) {
    clock = chosen;
    return this;
  }

  /**
   * Sets what measures durations, such as the windows of rate limits; the default is the ticker of
   * this machine.
   */
  public GatehouseBuilder ticker(Ticker chosen) {
    ticker = chosen;
    return this;
  }

  /** Sets how users in memory confirm a registration; the default is no confirmation. */
  public GatehouseBuilder confirmation(RegistrationConfirmation chosen) {
    confirmation = chosen;
    return this;
  }

  /** Sets the settings of the API; the default is no proxy. */
  public GatehouseBuilder api(ApiSettings chosen) {
    api = chosen;
    return this;
  }

  /** Sets how tokens are verified. */
  public GatehouseBuilder verifier(VerifierSettings chosen) {
    verifier = chosen;
    return this;
  }

  /** Sets the rate limits. */
  public GatehouseBuilder limits(Limits chosen) {
    limits = chosen;
    return this;
  }

  /** Sets the rules for new passwords; the default is {@link PasswordPolicy#COMPOSED}. */
  public GatehouseBuilder passwordPolicy(PasswordPolicy chosen) {
    passwordPolicy = chosen;
    return this;
  }

  /** Sets whether responses show that a name is taken; by default they do. */
  public GatehouseBuilder takenUsernames(TakenUsernames chosen) {
    takenUsernames = chosen;
    return this;
  }

  /**
   * Sets how long after a login a user can change how the account is proven or reached without the
   * password; the default is 10 minutes, zero sets no limit.
   */
  public GatehouseBuilder stepUpAge(Duration chosen) {
    stepUpAge = chosen;
    return this;
  }

  /** Sets the tokens that guarded routes accept; the default is ID tokens. Not empty. */
  public GatehouseBuilder acceptedTokens(Set<TokenUse> chosen) {
    acceptedTokens = chosen;
    return this;
  }

  /** Adds features with their settings from environment variables. */
  public GatehouseBuilder features(List<Feature> chosen, Map<String, String> settings) {
    features = List.copyOf(chosen);
    variables = Map.copyOf(settings);
    return this;
  }

  /** Sets the audit trail; the default records nothing. */
  public GatehouseBuilder audit(AuditTrail chosen) {
    audit = chosen;
    return this;
  }

  /** Sets a listener for accepted and refused tokens. */
  public GatehouseBuilder tokenListener(TokenListener chosen) {
    tokens = chosen;
    return this;
  }

  /** Sets a listener for calls of the provider. */
  public GatehouseBuilder callListener(ProviderCallListener chosen) {
    calls = chosen;
    return this;
  }

  /** Wraps the limiter, for example to measure its decisions. */
  public GatehouseBuilder limiter(UnaryOperator<AttemptLimiter> chosen) {
    limiter = chosen;
    return this;
  }

  /**
   * Sets the AES key of 32 bytes that encrypts the state of unfinished logins. All nodes need the
   * same key. By default each start creates a new one.
   */
  public GatehouseBuilder sessionKey(@Nullable SecretKey chosen) {
    sessionKey = chosen;
    return this;
  }

  /**
   * Sets the store with which several nodes share limits, known addresses and revocations. It needs
   * a user pool, and the same session key on all nodes. By default a node is alone.
   */
  public GatehouseBuilder sharedStore(@Nullable SharedStoreSettings chosen) {
    sharedStore = chosen;
    return this;
  }

  /**
   * Opens the provider and starts the features.
   *
   * @throws IllegalStateException if the folder of the embedded provider cannot be used; the
   *     message names the path
   * @throws IllegalArgumentException if no token use is accepted, two features conflict, or a
   *     shared store lacks a user pool or a session key
   */
  public Gatehouse open() {
    if (sharedStore != null) {
      NodeMemory.requireNodes(provider, sessionKey);
    }
    JwksTokenVerifier.prepare();
    Features started = Features.start(features, variables, clock);
    NodeMemory memory = NodeMemory.open(this, sharedStore);
    AttemptLimiter attempts = limiter.apply(memory.limiter());
    Users users = null;
    try {
      users = users(attempts);
      return new Gatehouse(this, started, users, memory, attempts);
    } catch (RuntimeException e) {
      started.close();
      memory.close();
      if (users != null) {
        users.closing().run();
      }
      throw e;
    }
  }

  private Users users(AttemptLimiter attempts) {
    CodeLimit codeLimit =
        destination ->
            attempts.tryAcquire(List.of(Budget.of(destination))) instanceof Refused(_, var wait)
                ? new TooManyAttempts(wait)
                : null;
    return switch (provider) {
      case null ->
          embedded(
              EmbeddedIdentityProvider.inMemory(clock)
                  .issuer(TEST_ISSUER)
                  .confirmation(confirmation),
              null,
              codeLimit);
      case ProviderSettings.Embedded(var settings) ->
          embedded(
              EmbeddedIdentityProvider.in(settings, clock), settings.dataDirectory(), codeLimit);
      case ProviderSettings.Cognito pool -> {
        CognitoIdentityProvider cognito =
            new CognitoIdentityProvider(pool.settings(), calls::onCall, codeLimit);
        yield new Users(cognito, TrustedIssuers.of(pool), null, cognito::close);
      }
    };
  }

  private Users embedded(
      EmbeddedProviderBuilder provider, @Nullable Path folder, CodeLimit codeLimit) {
    return Users.open(provider.ticker(ticker).listener(calls::onCall).codeLimit(codeLimit), folder);
  }

  SecretKey sessionKey() {
    return sessionKey == null ? SessionKey.ofThisStart(provider) : sessionKey;
  }
}
