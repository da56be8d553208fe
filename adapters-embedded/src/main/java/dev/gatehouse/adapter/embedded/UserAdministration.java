package dev.gatehouse.adapter.embedded;

import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.Username;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/**
 * What an operator does to the users in a folder, whether or not a server has it open: that one
 * follows within 2 s.
 */
public final class UserAdministration implements AutoCloseable {
  private final SqliteDatabase database;
  private final UserStore users = new UserStore(UUID::randomUUID);
  private final SessionStore sessions;
  private final InstantSource clock;

  /** A change of one user. */
  @FunctionalInterface
  private interface Change {
    void to(Connection connection, StoredUser user) throws SQLException;
  }

  UserAdministration(SqliteDatabase database, SessionStore sessions, InstantSource clock) {
    this.database = database;
    this.sessions = sessions;
    this.clock = clock;
  }

  /**
   * Opens the folder, which is created when absent.
   *
   * @param clock tells the current time
   * @throws IllegalStateException if the folder can't be used; the message names what is in the way
   */
  public static UserAdministration open(EmbeddedSettings settings, InstantSource clock) {
    return EmbeddedIdentityProvider.inFolder(
        settings,
        directory ->
            new UserAdministration(
                EmbeddedIdentityProvider.database(directory),
                new SessionStore(
                    settings.refreshTokenLifetime(), settings.tokenLifetime(), new SecureRandom()),
                clock));
  }

  /** All users, in the order of their names without case. */
  public List<RegisteredUser> all() {
    return database.read(users::all).stream().map(RegisteredUser::of).toList();
  }

  /**
   * Lets the user log in no more, and ends all their sessions.
   *
   * @return whether there is such a user
   */
  public boolean disable(Username username) {
    return change(
        username,
        (connection, user) -> {
          users.setEnabled(connection, user.subject(), false);
          sessions.endAllForGood(connection, user.subject(), clock.instant());
        });
  }

  /**
   * Lets the user log in again.
   *
   * @return whether there is such a user
   */
  public boolean enable(Username username) {
    return change(
        username, (connection, user) -> users.setEnabled(connection, user.subject(), true));
  }

  /**
   * Makes the user a member; tokens say so from their next issue on.
   *
   * @return whether there is such a user
   */
  public boolean addToGroup(Username username, Group group) {
    return change(
        username, (connection, user) -> users.addToGroup(connection, user.subject(), group));
  }

  /**
   * Ends a membership, if there is one; tokens say so from their next issue on.
   *
   * @return whether there is such a user
   */
  public boolean removeFromGroup(Username username, Group group) {
    return change(
        username, (connection, user) -> users.removeFromGroup(connection, user.subject(), group));
  }

  private boolean change(Username username, Change change) {
    return database.write(
        connection -> {
          StoredUser user = users.named(connection, username);
          if (user != null) {
            change.to(connection, user);
          }
          return user != null;
        });
  }

  @Override
  public void close() {
    database.close();
  }
}
