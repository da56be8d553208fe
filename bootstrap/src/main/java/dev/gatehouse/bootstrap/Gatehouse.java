package dev.gatehouse.bootstrap;

import dev.gatehouse.adapter.cognito.CognitoIdentityProvider;
import dev.gatehouse.adapter.embedded.EmbeddedIdentityProvider;
import dev.gatehouse.adapter.http.Features;
import dev.gatehouse.adapter.http.GatehousePlugin;
import dev.gatehouse.adapter.http.GatehouseServer;
import dev.gatehouse.adapter.http.UseCases;
import dev.gatehouse.adapter.jwt.JweChallengeSessions;
import dev.gatehouse.adapter.jwt.JwksTokenVerifier;
import dev.gatehouse.adapter.jwt.KeySetSource;
import dev.gatehouse.adapter.jwt.TrustedIssuer;
import dev.gatehouse.adapter.memory.InMemoryAttemptLimiter;
import dev.gatehouse.adapter.memory.InMemoryRevokedTokens;
import dev.gatehouse.adapter.memory.InMemoryUsualAddresses;
import dev.gatehouse.adapter.memory.InProcessUserEvents;
import dev.gatehouse.application.AccountManagementUseCase;
import dev.gatehouse.application.Attempts;
import dev.gatehouse.application.AuthorizationUseCase;
import dev.gatehouse.application.LoginUseCase;
import dev.gatehouse.application.PasswordRecoveryUseCase;
import dev.gatehouse.application.RegistrationUseCase;
import dev.gatehouse.application.SessionsUseCase;
import dev.gatehouse.application.TotpEnrolmentUseCase;
import dev.gatehouse.bootstrap.Settings.ProviderSettings;
import dev.gatehouse.domain.port.AuditTrail;
import dev.gatehouse.domain.port.ChallengeSessions;
import dev.gatehouse.domain.port.IdentityProvider;
import dev.gatehouse.domain.port.PublishedKeys;
import dev.gatehouse.domain.port.RevokedTokens;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The composition root: a running Gatehouse, wired by hand. */
final class Gatehouse implements AutoCloseable {
  /**
   * Asking a provider in this process costs next to nothing, so that it may rotate its key soon.
   */
  private static final Duration OWN_KEYS_REFRESH_INTERVAL = Duration.ofSeconds(2);

  /** Some 25 MiB when full: as many logouts and deletions as a node sees in the life of a token. */
  private static final int MAX_REVOCATIONS = 100_000;

  /**
   * Of each kind that is counted: room for all that an attack from hundreds of addresses does
   * within a quarter of an hour. What it takes is measured by {@code benchmarks/run.sh attack}.
   */
  private static final int MAX_COUNTED = 25_000;

  private static final Logger AUDIT = System.getLogger("dev.gatehouse.audit");
  private static final Logger LOG = System.getLogger(Gatehouse.class.getName());

  private final AtomicBoolean stopping = new AtomicBoolean();
  private final Duration shutdownGrace;
  private final Closing provider;
  private final JwksTokenVerifier verifier;
  private final TokenRefusals refusals = new TokenRefusals();
  private final Features features;
  private final GatehouseServer server;

  /** Ends a provider; no adapter throws a checked exception here. */
  private interface Closing extends AutoCloseable {
    @Override
    void close();
  }

  private Gatehouse(
      Settings settings,
      Features features,
      IdentityProvider provider,
      @Nullable PublishedKeys publishedKeys,
      List<TrustedIssuer> issuers,
      RevokedTokens revoked,
      Closing closing) {
    this.shutdownGrace = settings.shutdownGrace();
    this.provider = closing;
    this.features = features;
    this.verifier =
        new JwksTokenVerifier(
            issuers, settings.verifier(), InstantSource.system(), RandomGenerator.getDefault());
    InstantSource clock = InstantSource.system();
    AuditTrail audit =
        new LoggedAuditTrail(line -> AUDIT.log(Level.INFO, line), clock, new SecureRandom());
    Attempts attempts =
        new Attempts(
            new InMemoryAttemptLimiter(MAX_COUNTED, clock),
            new InMemoryUsualAddresses(MAX_COUNTED, clock),
            settings.attempts(),
            audit);
    InProcessUserEvents events = new InProcessUserEvents();
    events.subscribe(features::tell);
    ChallengeSessions sessions = new JweChallengeSessions(sessionKey(settings), clock);
    UseCases useCases =
        new UseCases(
            new RegistrationUseCase(provider, settings.takenUsernames(), attempts, audit),
            new LoginUseCase(provider, sessions, verifier, attempts, audit),
            new AuthorizationUseCase(verifier, revoked, settings.acceptedTokens()),
            new SessionsUseCase(provider, verifier, revoked, attempts, audit, clock),
            new PasswordRecoveryUseCase(provider, revoked, attempts, audit, clock),
            new AccountManagementUseCase(
                provider, provider, revoked, events, attempts, audit, clock),
            new TotpEnrolmentUseCase(provider, audit));
    this.server =
        GatehouseServer.start(
            settings.server(),
            new GatehousePlugin(
                settings.api(),
                useCases,
                publishedKeys,
                features,
                () -> !stopping.get() && verifier.ready(),
                refusals,
                RandomGenerator.getDefault()));
  }

  /** With a key of its own a node can't open what another, or its former self, has sealed. */
  private static SecretKey sessionKey(Settings settings) {
    SecretKey given = settings.sessionKey();
    if (given != null) {
      return given;
    }
    if (settings.provider() instanceof ProviderSettings.Cognito) {
      LOG.log(
          Level.WARNING,
          "SESSION_KEY is not set: logins that wait for an answer end with this process, and other"
              + " nodes can't take their answers");
    }
    byte[] random = new byte[JweChallengeSessions.KEY_BYTES];
    new SecureRandom().nextBytes(random);
    return new SecretKeySpec(random, "AES");
  }

  /**
   * Opens the provider, and serves.
   *
   * @param features started; closed with the server
   */
  static Gatehouse start(Settings settings, Features features) {
    RevokedTokens revoked = new InMemoryRevokedTokens(MAX_REVOCATIONS, InstantSource.system());
    return switch (settings.provider()) {
      case ProviderSettings.Embedded(var embedded) -> {
        EmbeddedIdentityProvider provider =
            EmbeddedIdentityProvider.open(embedded, InstantSource.system());
        TrustedIssuer issuer =
            new TrustedIssuer(
                provider.issuer(),
                Set.of(EmbeddedIdentityProvider.CLIENT_ID),
                provider::keySet,
                OWN_KEYS_REFRESH_INTERVAL);
        provider.tellSessionEnds(revoked);
        yield new Gatehouse(
            settings, features, provider, provider, List.of(issuer), revoked, provider::close);
      }
      case ProviderSettings.Cognito(var cognito, var issuers, var refreshInterval) -> {
        CognitoIdentityProvider provider = new CognitoIdentityProvider(cognito);
        List<TrustedIssuer> trusted =
            issuers.stream()
                .map(
                    issuer ->
                        new TrustedIssuer(
                            issuer.name(),
                            Set.of(cognito.clientId()),
                            KeySetSource.at(issuer.keySetUrl()),
                            refreshInterval))
                .toList();
        yield new Gatehouse(settings, features, provider, null, trusted, revoked, provider::close);
      }
    };
  }

  /** The port that is bound. */
  int port() {
    return server.port();
  }

  /** Reports not ready, lets requests in flight finish, and closes what it opened. */
  @Override
  public void close() {
    if (stopping.compareAndSet(false, true)) {
      server.stop(shutdownGrace);
      features.close();
      verifier.close();
      provider.close();
      refusals.log();
    }
  }
}
