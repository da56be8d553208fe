package dev.gatehouse.bootstrap;

import dev.gatehouse.adapter.embedded.EmbeddedIdentityProvider;
import dev.gatehouse.adapter.embedded.EmbeddedSettings;
import dev.gatehouse.adapter.embedded.SigningKeyRotation;
import dev.gatehouse.adapter.embedded.UserAdministration;
import dev.gatehouse.adapter.http.Features;
import dev.gatehouse.adapter.http.feature.Feature;
import dev.gatehouse.adapter.http.feature.WrongSettingException;
import dev.gatehouse.bootstrap.Settings.ProviderSettings;
import dev.gatehouse.bootstrap.Settings.Reading;
import dev.gatehouse.domain.port.AuditTrail;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Starts Gatehouse from the environment and stops it on a signal, or does what an operator asks.
 */
public final class Main {
  private static final Logger LOG = System.getLogger(Main.class.getName());
  private static final int EXIT_WRONG_USE = 2;
  private static final int EXIT_FAILED = 1;

  private Main() {}

  /**
   * Serves until a signal ends it, with the features that {@code --features} names; with {@code
   * rotate-key} or {@code users}, does that alone.
   *
   * <p>Exits with 2 on other arguments and wrong settings, with 1 when what was asked for fails.
   */
  public static void main(String[] arguments) {
    List<String> words = List.of(arguments);
    if (words.isEmpty() || words.getFirst().equals("--features")) {
      serve(settings(), features(words));
    } else if (words.equals(List.of("rotate-key"))) {
      rotateKey(settings().provider());
    } else if (words.getFirst().equals("users")) {
      users(words.subList(1, words.size()));
    } else {
      throw exit(
          EXIT_WRONG_USE,
          "it takes no arguments to serve, or --features with a jar or a folder of jars, once or"
              + " more; for the embedded provider, rotate-key to change the signing key, or users"
              + " to see and change its users");
    }
  }

  private static Settings settings() {
    return switch (SettingsReader.read(System.getenv())) {
      case Reading.Valid(var settings) -> settings;
      case Reading.Invalid(var complaints) ->
          throw exit(EXIT_WRONG_USE, complaints.toArray(String[]::new));
    };
  }

  private static List<Feature> features(List<String> words) {
    List<Path> places = new ArrayList<>();
    for (int i = 0; i < words.size(); i += 2) {
      if (!words.get(i).equals("--features") || i + 1 == words.size()) {
        throw exit(EXIT_WRONG_USE, "--features takes a jar or a folder of jars, once or more");
      }
      places.add(Path.of(words.get(i + 1)));
    }
    try {
      return FeatureJars.load(places);
    } catch (IllegalArgumentException e) {
      LOG.log(Level.DEBUG, "The features can't be loaded", e);
      throw exit(EXIT_WRONG_USE, String.valueOf(e.getMessage()));
    }
  }

  private static void serve(Settings settings, List<Feature> features) {
    try {
      Gatehouse gatehouse =
          Gatehouse.start(
              settings, Features.start(features, System.getenv(), InstantSource.system()));
      Runtime.getRuntime()
          .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> stop(gatehouse)));
      LOG.log(
          Level.INFO,
          "Serving on http://{0}:{1,number,#} with {2}",
          settings.server().host(),
          gatehouse.port(),
          described(settings.provider()));
      if (!features.isEmpty()) {
        LOG.log(
            Level.INFO,
            "Features: {0}",
            features.stream().map(Feature::name).collect(Collectors.joining(", ")));
      }
    } catch (WrongSettingException e) {
      throw exit(EXIT_WRONG_USE, e.line());
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "The start failed", e);
      throw exit(EXIT_FAILED, "can't start: " + e.getMessage());
    }
  }

  private static void rotateKey(ProviderSettings provider) {
    switch (provider) {
      case ProviderSettings.Embedded(var embedded) -> {
        try {
          System.out.println(
              told(
                  EmbeddedIdentityProvider.rotateSigningKey(embedded, InstantSource.system()),
                  embedded.dataDirectory()));
        } catch (RuntimeException e) {
          LOG.log(Level.DEBUG, "The rotation failed", e);
          throw exit(EXIT_FAILED, "can't rotate the signing key: " + e.getMessage());
        }
      }
      case ProviderSettings.Cognito(_, _, _) ->
          throw exit(
              EXIT_WRONG_USE,
              "rotate-key is for the embedded provider; Cognito rotates a user pool's keys itself");
    }
  }

  private static String told(SigningKeyRotation rotation, Path folder) {
    String previous =
        rotation.previousPublishedUntil() == null
            ? "it is the first one in " + folder.toAbsolutePath()
            : "the one before stays published until " + rotation.previousPublishedUntil();
    return "The new signing key %s signs from %s on; %s."
        .formatted(rotation.keyId(), rotation.signsFrom(), previous);
  }

  private static void users(List<String> words) {
    switch (UsersCommand.of(words)) {
      case UsersCommand.Reading.Misused(var lines) ->
          throw exit(EXIT_WRONG_USE, lines.toArray(String[]::new));
      case UsersCommand.Reading.Understood(var command) -> {
        switch (settings().provider()) {
          case ProviderSettings.Embedded(var embedded) -> run(command, embedded);
          case ProviderSettings.Cognito(_, _, _) ->
              throw exit(
                  EXIT_WRONG_USE,
                  "users is for the embedded provider; a user pool's users are changed with AWS's"
                      + " console or command line");
        }
      }
    }
  }

  private static void run(UsersCommand command, EmbeddedSettings embedded) {
    try (UserAdministration users = UserAdministration.open(embedded, InstantSource.system())) {
      AuditTrail audit =
          new LoggedAuditTrail(System.err::println, InstantSource.system(), new SecureRandom());
      switch (command.on(users, audit)) {
        case UsersCommand.Outcome.Done(var lines) -> lines.forEach(System.out::println);
        case UsersCommand.Outcome.TemporaryAccessGiven(var name, var access) -> {
          System.out.println(access.revealed());
          System.err.println(
              "gatehouse: with this password "
                  + name
                  + " logs in until "
                  + access.until()
                  + ", to choose another; all sessions have ended.");
        }
        case UsersCommand.Outcome.NoSuchUser(var name) ->
            throw exit(EXIT_FAILED, "there is no user " + name);
      }
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "The command failed", e);
      throw exit(EXIT_FAILED, "can't change the users: " + e.getMessage());
    }
  }

  /** Ends the process; returns only for the compiler, which does not know that it does. */
  private static IllegalStateException exit(int code, String... lines) {
    for (String line : lines) {
      System.err.println("gatehouse: " + line);
    }
    System.exit(code);
    return new IllegalStateException("still running after the exit");
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
