package dev.gatehouse.bootstrap.server;

import dev.gatehouse.Gatehouse;
import dev.gatehouse.ProviderSettings;
import dev.gatehouse.adapter.embedded.EmbeddedIdentityProvider;
import dev.gatehouse.adapter.http.GatehousePlugin;
import dev.gatehouse.adapter.http.SessionRoutes;
import dev.gatehouse.adapter.http.server.GatehouseServer;
import dev.gatehouse.adapter.http.server.ListenAddress;
import dev.gatehouse.adapter.http.server.LogContext;
import dev.gatehouse.adapter.http.spi.Feature;
import dev.gatehouse.adapter.http.spi.Route;
import dev.gatehouse.adapter.web.WebPages;
import dev.gatehouse.bootstrap.logging.AuditFormat;
import dev.gatehouse.bootstrap.logging.LoggedAuditTrail;
import dev.gatehouse.bootstrap.logging.MdcLogContext;
import dev.gatehouse.bootstrap.metrics.Metrics;
import dev.gatehouse.bootstrap.metrics.Telemetry;
import dev.gatehouse.bootstrap.metrics.TokenVerifications;
import dev.gatehouse.bootstrap.settings.Settings;
import dev.gatehouse.bootstrap.settings.Settings.LogFormat;
import dev.gatehouse.bootstrap.settings.Settings.PagesSettings;
import dev.gatehouse.bootstrap.terminal.Version;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** A running server: Gatehouse and its HTTP server. */
final class RunningServer implements AutoCloseable {
  private static final Logger AUDIT = System.getLogger("dev.gatehouse.audit");
  private static final Logger LOG = System.getLogger(RunningServer.class.getName());

  private final AtomicBoolean closed = new AtomicBoolean();
  private final Duration shutdownGrace;
  private final Telemetry telemetry;
  private final TokenVerifications tokens = new TokenVerifications();
  private final Gatehouse gatehouse;
  private final GatehouseServer server;

  private RunningServer(
      Settings settings,
      List<Feature> features,
      Map<String, String> variables,
      Telemetry telemetry) {
    this.shutdownGrace = settings.shutdownGrace();
    this.telemetry = telemetry;
    this.gatehouse =
        Gatehouse.with(settings.provider())
            .features(features, variables)
            .api(settings.api())
            .verifier(settings.verifier())
            .limits(settings.limits())
            .passwordPolicy(settings.passwordPolicy())
            .takenUsernames(settings.takenUsernames())
            .stepUpAge(settings.stepUpAge())
            .acceptedTokens(settings.acceptedTokens())
            .sessionKey(settings.sessionKey())
            .sharedStore(settings.sharedStore())
            .audit(
                new LoggedAuditTrail(
                    line -> AUDIT.log(Level.INFO, line),
                    auditFormat(settings.logFormat()),
                    InstantSource.system(),
                    settings.masterKey(),
                    new SecureRandom()))
            .tokenListener(tokens)
            .callListener(telemetry::called)
            .limiter(telemetry::watched)
            .open();
    telemetry.watch(gatehouse, tokens);
    GatehousePlugin plugin = gatehouse.plugin();
    plugin.api().servePages(pages(settings));
    telemetry.serve(plugin);
    this.server =
        GatehouseServer.start(
            settings.server(), plugin, telemetry.requests(), logContext(settings.logFormat()));
  }

  private List<Route> pages(Settings settings) {
    PagesSettings pages = settings.pages();
    if (pages == null) {
      return List.of();
    }
    EmbeddedIdentityProvider embedded = gatehouse.embedded();
    WebPages.CapturedCodes capturedCodes = null;
    if (pages.capturedCodes() && embedded != null) {
      LOG.log(
          Level.WARNING,
          "DEV_CAPTURED_CODES is on: every user of this machine sees the codes of all users");
      capturedCodes = embedded::newestCode;
    }
    SessionRoutes sessions = new SessionRoutes(gatehouse.useCases(), settings.api());
    return new WebPages(pages.web(), sessions::under, capturedCodes).routes();
  }

  private static AuditFormat auditFormat(LogFormat format) {
    return switch (format) {
      case TEXT -> AuditFormat.PLAIN;
      case JSON -> AuditFormat.ECS;
    };
  }

  /** Text log lines contain the request id only where it is needed. */
  private static LogContext logContext(LogFormat format) {
    return switch (format) {
      case TEXT -> LogContext.NONE;
      case JSON -> new MdcLogContext();
    };
  }

  /**
   * Opens the provider, starts the features and the HTTP server.
   *
   * @param variables all environment variables, for the features
   */
  static RunningServer start(
      Settings settings, List<Feature> features, Map<String, String> variables) {
    ListenAddress management = settings.management();
    ProviderSettings provider = settings.provider();
    return new RunningServer(
        settings,
        features,
        variables,
        management == null
            ? Telemetry.OFF
            : new Metrics(management, Version.CURRENT, provider.shortName()));
  }

  /** Returns the port of the API. */
  int port() {
    return server.port();
  }

  /**
   * Becomes not ready, waits for the requests in progress and for work after responses, and closes
   * everything.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      gatehouse.beginStop();
      long begun = System.nanoTime();
      server.stop(shutdownGrace);
      gatehouse.workAfterResponse().finish(shutdownGrace.minusNanos(System.nanoTime() - begun));
      gatehouse.close();
      tokens.log();
      telemetry.close();
    }
  }
}
