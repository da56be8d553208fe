package dev.gatehouse.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.embedded.EmbeddedIdentityProvider;
import dev.gatehouse.adapter.embedded.EmbeddedSettings;
import dev.gatehouse.adapter.embedded.hashing.PasswordHasher;
import dev.gatehouse.adapter.embedded.hashing.PasswordHasher.Cost;
import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import dev.gatehouse.domain.account.RegistrationOutcome.ConfirmationRequired;
import dev.gatehouse.domain.account.RegistrationOutcome.Registered;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The folder of an embedded provider. The hashes of confirmed users are cheap. */
record EmbeddedUsers(Path folder) {
  private static final Caller CALLER = new Caller("request", ClientAddress.of("192.0.2.1"));

  /** Registers users whose passwords are {@link #password}. */
  void register(RegistrationConfirmation confirmation, List<String> names) {
    // Passwords of registrations that wait are found only by hashes of the usual cost.
    Cost cost = confirmation == RegistrationConfirmation.CODE ? Cost.OWASP : Cost.LEAST;
    EmbeddedSettings settings =
        new EmbeddedSettings(
            folder, "https://old.example", Duration.ofHours(1), Duration.ofDays(1), confirmation);
    try (EmbeddedIdentityProvider provider =
        EmbeddedIdentityProvider.in(settings, InstantSource.system())
            .hasher(new PasswordHasher(cost, new SecureRandom()))
            .open()) {
      for (String name : names) {
        NewUser user =
            new NewUser(
                new Username(name),
                new NewPassword(password(name)),
                new EmailAddress(name + "@example.com"));
        assertThat(provider.registrations().register(CALLER, user))
            .isInstanceOfAny(Registered.class, ConfirmationRequired.class);
      }
    }
  }

  static String password(String name) {
    return "Pass-of-" + name + "-1";
  }

  void execute(String sql) {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("gatehouse.db"));
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes a backup as the documentation says. */
  Path backup() {
    Path file = folder.resolve("backup.db");
    execute("VACUUM INTO '%s'".formatted(file));
    return file;
  }
}
