package dev.gatehouse.bootstrap.server;

import dev.gatehouse.Gatehouse;
import dev.gatehouse.ProviderSettings;
import dev.gatehouse.adapter.http.GatehousePlugin;
import dev.gatehouse.adapter.http.server.GatehouseServer;
import dev.gatehouse.adapter.http.server.ListenAddress;
import dev.gatehouse.adapter.http.server.LogContext;
import dev.gatehouse.adapter.http.spi.Feature;
import dev.gatehouse.bootstrap.logging.MdcLogContext;
import dev.gatehouse.bootstrap.metrics.Metrics;
import dev.gatehouse.bootstrap.metrics.Telemetry;
import dev.gatehouse.bootstrap.metrics.TokenVerifications;
import dev.gatehouse.bootstrap.settings.Settings;
import dev.gatehouse.bootstrap.settings.Settings.LogFormat;
import dev.gatehouse.bootstrap.terminal.Version;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** A running server: Gatehouse and its HTTP server. */
final class RunningServer implements AutoCloseable {
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
        ConfiguredGatehouse.open(
            settings,
            features,
            variables,
            builder ->
                builder
                    .tokenListener(tokens)
                    .callListener(telemetry::called)
                    .limiter(telemetry::watched));
    telemetry.watch(gatehouse, tokens);
    GatehousePlugin plugin = gatehouse.plugin();
    telemetry.serve(plugin);
    this.server =
        GatehouseServer.start(
            settings.server(), plugin, telemetry.requests(), logContext(settings.logFormat()));
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
