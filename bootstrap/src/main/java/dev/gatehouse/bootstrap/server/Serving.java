package dev.gatehouse.bootstrap.server;

import dev.gatehouse.ProviderSettings;
import dev.gatehouse.adapter.http.spi.Feature;
import dev.gatehouse.adapter.http.spi.InvalidSettingException;
import dev.gatehouse.bootstrap.settings.FeatureJars;
import dev.gatehouse.bootstrap.settings.Settings;
import dev.gatehouse.bootstrap.terminal.CommandFailedException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
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
   * @param places jars with features, and folders with such jars
   * @param variables all environment variables, for the features
   * @throws CommandFailedException if the server does not start
   */
  public static void start(Settings settings, List<Path> places, Map<String, String> variables) {
    List<Feature> features = load(places);
    try {
      RunningServer server = RunningServer.start(settings, features, variables);
      Runtime.getRuntime()
          .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> stop(server)));
      LOG.log(
          Level.INFO,
          "Serving on http://{0}:{1,number,#} with {2}",
          settings.server().host(),
          server.port(),
          described(settings.provider()));
      if (settings.management() != null) {
        LOG.log(
            Level.INFO,
            "Metrics and health on http://{0}:{1,number,#}",
            settings.management().host(),
            settings.management().port());
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

  private static List<Feature> load(List<Path> places) {
    try {
      return FeatureJars.load(places);
    } catch (IllegalArgumentException e) {
      LOG.log(Level.DEBUG, "The features can't be loaded", e);
      throw CommandFailedException.wrongUse(String.valueOf(e.getMessage()));
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
