package dev.gatehouse.bootstrap.server;

import dev.gatehouse.ProviderSettings;
import dev.gatehouse.adapter.http.server.ListenAddress;
import dev.gatehouse.adapter.http.spi.Feature;
import dev.gatehouse.adapter.http.spi.InvalidSettingException;
import dev.gatehouse.bootstrap.settings.Settings;
import dev.gatehouse.bootstrap.terminal.CommandFailedException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Starts the server and stops it with the process. */
public final class Serving {
  private static final Logger LOG = System.getLogger(Serving.class.getName());

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
    try {
      RunningServer server = RunningServer.start(settings, features, variables);
      Runtime.getRuntime()
          .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> stop(server)));
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

  private static void stop(RunningServer server) {
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
