package dev.gatehouse.bootstrap.command;

import dev.gatehouse.ProviderSettings;
import dev.gatehouse.adapter.embedded.EmbeddedSettings;
import dev.gatehouse.adapter.embedded.UserAdministration;
import dev.gatehouse.adapter.embedded.store.SqliteLibrary;
import dev.gatehouse.bootstrap.logging.AuditFormat;
import dev.gatehouse.bootstrap.logging.LoggedAuditTrail;
import dev.gatehouse.bootstrap.settings.Settings;
import dev.gatehouse.bootstrap.terminal.CommandFailedException;
import dev.gatehouse.bootstrap.terminal.ExitCode;
import dev.gatehouse.bootstrap.terminal.Terminal;
import dev.gatehouse.domain.port.AuditTrail;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Runs the commands {@code users ...} on the provider of the settings. */
final class UsersOfProvider {
  private static final Logger LOG = System.getLogger(UsersOfProvider.class.getName());

  private final Terminal terminal;

  UsersOfProvider(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Runs a command. */
  int run(UsersCommand command, Settings settings) {
    return switch (settings.provider()) {
      case ProviderSettings.Embedded(var embedded) -> run(command, embedded);
      case ProviderSettings.Cognito _ ->
          throw CommandFailedException.wrongUse(
              "users is for the embedded provider only; change the users of a user pool with the"
                  + " AWS console or the AWS CLI");
    };
  }

  private int run(UsersCommand command, EmbeddedSettings embedded) {
    try (UserAdministration users = open(embedded)) {
      AuditTrail audit =
          new LoggedAuditTrail(
              terminal.err()::println,
              AuditFormat.PLAIN,
              InstantSource.system(),
              embedded.masterKey(),
              new SecureRandom());
      switch (command.on(users, audit)) {
        case UsersCommand.Outcome.Done(var lines) -> lines.forEach(terminal.out()::println);
        case UsersCommand.Outcome.TemporaryAccessGiven(var name, var access) -> {
          terminal.out().println(access.revealed());
          terminal
              .err()
              .println(
                  "gatehouse: with this password "
                      + name
                      + " logs in until "
                      + access.until()
                      + ", to choose another; all sessions have ended.");
        }
        case UsersCommand.Outcome.NoSuchUser(var name) ->
            throw CommandFailedException.failed("there is no user " + name);
        case UsersCommand.Outcome.TooManyGroups(var name) ->
            throw CommandFailedException.failed(
                name
                    + " is in too many groups: a user can be in 100 groups, whose names together"
                    + " have up to 13,100 bytes; remove the user from another group first");
      }
      return ExitCode.DONE;
    } catch (CommandFailedException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "The command failed", e);
      throw CommandFailedException.failed("cannot change the users: " + e.getMessage());
    }
  }

  private static UserAdministration open(EmbeddedSettings embedded) {
    SqliteLibrary.prepare(System.getProperties(), embedded.dataDirectory());
    return UserAdministration.open(embedded, InstantSource.system());
  }
}
