package dev.gatehouse.bootstrap;

import dev.gatehouse.bootstrap.Settings.ProviderSettings;
import dev.gatehouse.bootstrap.Settings.Reading;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Starts Gatehouse from the environment, and stops it on a signal. */
public final class Main {
  private static final Logger LOG = System.getLogger(Main.class.getName());
  private static final int EXIT_WRONG_SETTINGS = 2;
  private static final int EXIT_NOT_STARTED = 1;

  private Main() {}

  /** Runs until a signal ends it; exits with 2 on wrong settings, with 1 when the start fails. */
  public static void main(String[] arguments) {
    switch (SettingsReader.read(System.getenv())) {
      case Reading.Valid(var settings) -> serve(settings);
      case Reading.Invalid(var complaints) -> {
        complaints.forEach(complaint -> System.err.println("gatehouse: " + complaint));
        System.exit(EXIT_WRONG_SETTINGS);
      }
    }
  }

  private static void serve(Settings settings) {
    try {
      Gatehouse gatehouse = Gatehouse.start(settings);
      Runtime.getRuntime()
          .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> stop(gatehouse)));
      LOG.log(
          Level.INFO,
          "Serving on http://{0}:{1,number,#} with {2}",
          settings.server().host(),
          gatehouse.port(),
          described(settings.provider()));
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "The start failed", e);
      System.err.println("gatehouse: can't start: " + e.getMessage());
      System.exit(EXIT_NOT_STARTED);
    }
  }

  private static void stop(Gatehouse gatehouse) {
    LOG.log(Level.INFO, "Stopping: finishing the requests in flight");
    gatehouse.close();
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
