package dev.gatehouse.bootstrap.server;

import dev.gatehouse.ProviderSettings;
import dev.gatehouse.adapter.http.server.ListenAddress;
import dev.gatehouse.adapter.http.spi.Feature;
import dev.gatehouse.adapter.http.spi.InvalidSettingException;
import dev.gatehouse.bootstrap.settings.Settings;
import dev.gatehouse.bootstrap.terminal.CommandFailedException;
import dev.gatehouse.bootstrap.terminal.ExitCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Starts the server and stops it with the process. */
public final class Serving {
  private static final Logger LOG = System.getLogger(Serving.class.getName());

  /** For what is closed after the requests. With the report, the process ends within 2 s. */
  private static final Duration CLOSES_WITHIN = Duration.ofSeconds(1);

  private Serving() {}

  /**
   * Starts the server. It is stopped when the process ends.
   *
   * @param variables all environment variables, for the features
   * @throws CommandFailedException if the server does not start
   */
  public static void start(
      Settings settings, List<Feature> features, Map<String, String> variables) {
    ListenAddress address = settings.server().address();
    settings.proxy().install();
    try {
      RunningServer server = RunningServer.start(settings, features, variables);
      Runtime.getRuntime()
          .addShutdownHook(
              Thread.ofPlatform()
                  .name("shutdown")
                  .unstarted(() -> stop(server, settings.shutdownGrace())));
      LOG.log(
          Level.INFO,
          "Serving on {0} with {1}",
          address.isWildcard()
              ? "port %d of all addresses, here %s".formatted(address.port(), address.url())
              : address.url(),
          described(settings.provider()));
      if (address.isWildcard() && settings.pages() != null && settings.publicUrlIsDerived()) {
        LOG.log(
            Level.WARNING,
            "The pages work in browsers on this machine only: set PUBLIC_URL to the URL that other"
                + " browsers use");
      }
      if (settings.management() != null) {
        LOG.log(Level.INFO, "Metrics and health on {0}", settings.management().url());
      }
      if (!features.isEmpty()) {
        LOG.log(
            Level.INFO,
            "Features: {0}",
            features.stream().map(Feature::name).collect(Collectors.joining(", ")));
      }
    } catch (InvalidSettingException e) {
      throw CommandFailedException.wrongUse(e.line());
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "The start failed", e);
      throw CommandFailedException.failed("cannot start: " + e.getMessage());
    }
  }

  private static void stop(RunningServer server, Duration grace) {
    Duration time = grace.plus(CLOSES_WITHIN);
    new StopDeadline(
            place ->
                LOG.log(Level.ERROR, "The stop took " + time + ", so the process is ended", place),
            () -> Runtime.getRuntime().halt(ExitCode.FAILED))
        .start(time);
    LOG.log(Level.INFO, "Stopping: waiting for the requests in progress");
    server.close();
    LOG.log(Level.INFO, "Stopped");
  }

  private static String described(ProviderSettings provider) {
    return switch (provider) {
      case ProviderSettings.Embedded(var embedded) ->
          "the embedded provider, its users in " + embedded.dataDirectory();
      case ProviderSettings.Cognito(var cognito, _, _) ->
          "the Cognito user pool " + cognito.userPoolId();
    };
  }
}
