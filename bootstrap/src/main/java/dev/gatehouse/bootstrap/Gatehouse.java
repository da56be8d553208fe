package dev.gatehouse.bootstrap;

import dev.gatehouse.adapter.cognito.CognitoIdentityProvider;
import dev.gatehouse.adapter.embedded.EmbeddedIdentityProvider;
import dev.gatehouse.adapter.http.Features;
import dev.gatehouse.adapter.http.GatehousePlugin;
import dev.gatehouse.adapter.http.GatehouseServer;
import dev.gatehouse.adapter.http.LogContext;
import dev.gatehouse.adapter.http.ManagementSettings;
import dev.gatehouse.adapter.http.SessionRoutes;
import dev.gatehouse.adapter.http.UseCases;
import dev.gatehouse.adapter.http.feature.Route;
import dev.gatehouse.adapter.jwt.JweChallengeSessions;
import dev.gatehouse.adapter.jwt.JwksTokenVerifier;
import dev.gatehouse.adapter.jwt.TrustedIssuer;
import dev.gatehouse.adapter.memory.InMemoryAttemptLimiter;
import dev.gatehouse.adapter.memory.InMemoryRevokedTokens;
import dev.gatehouse.adapter.memory.InMemoryUsualAddresses;
import dev.gatehouse.adapter.memory.InProcessUserEvents;
import dev.gatehouse.adapter.web.WebPages;
import dev.gatehouse.application.AccountManagementUseCase;
import dev.gatehouse.application.Attempts;
import dev.gatehouse.application.AuthorizationUseCase;
import dev.gatehouse.application.LoginUseCase;
import dev.gatehouse.application.PasswordRecoveryUseCase;
import dev.gatehouse.application.RegistrationUseCase;
import dev.gatehouse.application.SessionsUseCase;
import dev.gatehouse.application.TotpEnrolmentUseCase;
import dev.gatehouse.bootstrap.Settings.LogFormat;
import dev.gatehouse.bootstrap.Settings.PagesSettings;
import dev.gatehouse.bootstrap.Settings.ProviderSettings;
import dev.gatehouse.domain.port.AuditTrail;
import dev.gatehouse.domain.port.ChallengeSessions;
import dev.gatehouse.domain.port.IdentityProvider;
import dev.gatehouse.domain.port.RevokedTokens;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The composition root: a running Gatehouse, wired by hand. */
final class Gatehouse implements AutoCloseable {
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
  private final Telemetry telemetry;
  private final Users users;
  private final JwksTokenVerifier verifier;
  private final TokenVerifications tokens = new TokenVerifications();
  private final Features features;
  private final GatehouseServer server;

  /** Ends a provider; no adapter throws a checked exception here. */
  private interface Closing extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Who keeps the users, and whose tokens prove them.
   *
   * @param embedded the same provider; null where the users are elsewhere
   */
  private record Users(
      IdentityProvider provider,
      List<TrustedIssuer> issuers,
      @Nullable EmbeddedIdentityProvider embedded,
      Closing closing) {}

  private Gatehouse(Settings settings, Features features, Telemetry telemetry) {
    InstantSource clock = InstantSource.system();
    InMemoryRevokedTokens revoked = new InMemoryRevokedTokens(MAX_REVOCATIONS, clock);
    this.shutdownGrace = settings.shutdownGrace();
    this.telemetry = telemetry;
    this.features = features;
    this.users = open(settings.provider(), revoked, telemetry);
    this.verifier =
        new JwksTokenVerifier(
            users.issuers, settings.verifier(), clock, RandomGenerator.getDefault());
    AuditTrail audit =
        new LoggedAuditTrail(
            line -> AUDIT.log(Level.INFO, line),
            auditFormat(settings.logFormat()),
            clock,
            new SecureRandom());
    InMemoryAttemptLimiter limiter = new InMemoryAttemptLimiter(MAX_COUNTED, clock);
    Attempts attempts =
        new Attempts(
            telemetry.watched(limiter),
            new InMemoryUsualAddresses(MAX_COUNTED, clock),
            settings.attempts(),
            audit);
    telemetry.watch(
        new Telemetry.Watched(this::ready, verifier, tokens, limiter, revoked, users.embedded));
    UseCases useCases = useCases(settings, revoked, attempts, audit, clock);
    GatehousePlugin plugin =
        new GatehousePlugin(
            settings.api(),
            useCases,
            users.embedded,
            features,
            this::ready,
            tokens,
            RandomGenerator.getDefault());
    plugin.servePages(pages(settings, useCases));
    telemetry.serve(plugin);
    this.server =
        GatehouseServer.start(
            settings.server(), plugin, telemetry.requests(), logContext(settings.logFormat()));
  }

  private UseCases useCases(
      Settings settings,
      RevokedTokens revoked,
      Attempts attempts,
      AuditTrail audit,
      InstantSource clock) {
    IdentityProvider provider = users.provider;
    InProcessUserEvents events = new InProcessUserEvents();
    events.subscribe(features::tell);
    ChallengeSessions sessions = new JweChallengeSessions(sessionKey(settings), clock);
    return new UseCases(
        new RegistrationUseCase(provider, settings.takenUsernames(), attempts, audit),
        new LoginUseCase(provider, sessions, verifier, attempts, audit),
        new AuthorizationUseCase(verifier, revoked, settings.acceptedTokens()),
        new SessionsUseCase(provider, verifier, revoked, attempts, audit, clock),
        new PasswordRecoveryUseCase(provider, revoked, attempts, audit, clock),
        new AccountManagementUseCase(provider, provider, revoked, events, attempts, audit, clock),
        new TotpEnrolmentUseCase(provider, audit));
  }

  private List<Route> pages(Settings settings, UseCases useCases) {
    PagesSettings pages = settings.pages();
    if (pages == null) {
      return List.of();
    }
    EmbeddedIdentityProvider embedded = users.embedded;
    WebPages.Outbox outbox = null;
    if (pages.outbox() && embedded != null) {
      LOG.log(
          Level.WARNING,
          "DEV_OUTBOX is on: whoever reaches this server sees the codes of all users");
      outbox = embedded::newestCode;
    }
    SessionRoutes sessions = new SessionRoutes(useCases, settings.api());
    return new WebPages(pages.web(), sessions::below, outbox).routes();
  }

  private boolean ready() {
    return !stopping.get() && verifier.ready();
  }

  private static AuditFormat auditFormat(LogFormat format) {
    return switch (format) {
      case TEXT -> AuditFormat.PLAIN;
      case JSON -> AuditFormat.ECS;
    };
  }

  /** Lines for people have the request's id in their text where it matters. */
  private static LogContext logContext(LogFormat format) {
    return switch (format) {
      case TEXT -> LogContext.NONE;
      case JSON -> new MdcLogContext();
    };
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
    ManagementSettings management = settings.management();
    return new Gatehouse(
        settings,
        features,
        management == null
            ? Telemetry.OFF
            : new Metrics(
                management,
                InstantSource.system(),
                Version.CURRENT,
                settings.provider().shortName()));
  }

  private static Users open(ProviderSettings settings, RevokedTokens revoked, Telemetry telemetry) {
    return switch (settings) {
      case ProviderSettings.Embedded(var embedded) -> {
        EmbeddedIdentityProvider provider =
            EmbeddedIdentityProvider.open(embedded, InstantSource.system(), telemetry::called);
        provider.tellSessionEnds(revoked);
        yield new Users(provider, List.of(TrustedIssuers.own(provider)), provider, provider::close);
      }
      case ProviderSettings.Cognito pool -> {
        CognitoIdentityProvider provider =
            new CognitoIdentityProvider(pool.settings(), telemetry::called);
        yield new Users(provider, TrustedIssuers.of(pool), null, provider::close);
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
      users.closing.close();
      tokens.log();
      telemetry.close();
    }
  }
}
