package dev.gatehouse.adapter.embedded;

import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.Username;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The tables {@code users} and {@code group_members}. */
final class UserStore {
  private static final String SELECT =
      """
      SELECT sub, username, email, email_verified, pending_email, password_hash, enabled, confirmed,
        password_temporary_until,
        EXISTS (SELECT 1 FROM totp_apps WHERE totp_apps.sub = users.sub AND in_force = 1)
      FROM users
      """;

  private final Supplier<UUID> ids;

  /**
   * Makes the store.
   *
   * @param ids makes up a subject for each new user
   */
  UserStore(Supplier<UUID> ids) {
    this.ids = ids;
  }

  /**
   * Adds a user, enabled and with an address not yet verified, unless the name is taken.
   *
   * @return the subject, or null where the name is taken
   */
  @Nullable String add(
      Connection connection,
      Username username,
      EmailAddress email,
      PasswordHash passwordHash,
      boolean confirmed,
      Instant createdAt)
      throws SQLException {
    String subject = ids.get().toString();
    int added =
        Sql.update(
            connection,
            """
            INSERT INTO users (sub, username, folded_username, email, email_verified,
                               password_hash, enabled, created_at, confirmed)
            VALUES (?, ?, ?, ?, 0, ?, 1, ?, ?)
            ON CONFLICT (folded_username) DO NOTHING
            """,
            subject,
            username.value(),
            username.folded(),
            email.value(),
            passwordHash.phc(),
            createdAt.getEpochSecond(),
            confirmed);
    return added == 1 ? subject : null;
  }

  /** The user with this name in whatever case, or null. */
  @Nullable StoredUser named(Connection connection, Username username) throws SQLException {
    return Sql.first(
        connection,
        SELECT + "WHERE folded_username = ?",
        row -> user(connection, row),
        username.folded());
  }

  /** The user with this subject, or null. */
  @Nullable StoredUser identified(Connection connection, String subject) throws SQLException {
    return Sql.first(connection, SELECT + "WHERE sub = ?", row -> user(connection, row), subject);
  }

  /** All users, in the order of their names. */
  List<StoredUser> all(Connection connection) throws SQLException {
    return Sql.all(connection, SELECT + "ORDER BY folded_username", row -> user(connection, row));
  }

  private static StoredUser user(Connection connection, ResultSet row) throws SQLException {
    String subject = row.getString(1);
    long temporaryUntil = row.getLong(9);
    boolean temporary = !row.wasNull();
    return new StoredUser(
        subject,
        row.getString(2),
        row.getString(3),
        row.getBoolean(4),
        row.getString(5),
        new PasswordHash(row.getString(6)),
        row.getBoolean(7),
        row.getBoolean(8),
        temporary ? Instant.ofEpochSecond(temporaryUntil) : null,
        row.getBoolean(10),
        Sql.all(
            connection,
            "SELECT name FROM group_members WHERE sub = ? ORDER BY name",
            group -> group.getString(1),
            subject));
  }

  /**
   * Puts another hash in place, unless the password changed meanwhile.
   *
   * @return whether it did not
   */
  boolean replacePasswordHash(Connection connection, StoredUser user, PasswordHash renewed)
      throws SQLException {
    return Sql.update(
            connection,
            """
            UPDATE users SET password_hash = ?, password_temporary_until = NULL
            WHERE sub = ? AND password_hash = ?
            """,
            renewed.phc(),
            user.subject(),
            user.passwordHash().phc())
        == 1;
  }

  /** Puts the hash of a password that the user has chosen in place, whatever was there. */
  void setPasswordHash(Connection connection, String subject, PasswordHash hash)
      throws SQLException {
    setPassword(connection, subject, hash, null);
  }

  /** Puts the hash of a password in place that lets the user in until then, to choose another. */
  void setTemporaryPassword(Connection connection, String subject, PasswordHash hash, Instant until)
      throws SQLException {
    setPassword(connection, subject, hash, until);
  }

  private static void setPassword(
      Connection connection, String subject, PasswordHash hash, @Nullable Instant temporaryUntil)
      throws SQLException {
    Sql.update(
        connection,
        "UPDATE users SET password_hash = ?, password_temporary_until = ? WHERE sub = ?",
        hash.phc(),
        temporaryUntil == null ? null : temporaryUntil.getEpochSecond(),
        subject);
  }

  /** Puts another hash of the same password in place. */
  void rehash(Connection connection, String subject, PasswordHash hash) throws SQLException {
    Sql.update(connection, "UPDATE users SET password_hash = ? WHERE sub = ?", hash.phc(), subject);
  }

  /** Completes the registration; the code has shown that mail arrives at the address. */
  void confirm(Connection connection, String subject) throws SQLException {
    Sql.update(
        connection, "UPDATE users SET confirmed = 1, email_verified = 1 WHERE sub = ?", subject);
  }

  /** Notes the address that is to take the place of the other; null for none. */
  void setPendingEmail(Connection connection, String subject, @Nullable String email)
      throws SQLException {
    Sql.update(connection, "UPDATE users SET pending_email = ? WHERE sub = ?", email, subject);
  }

  /** Puts an address in place, as verified. */
  void setVerifiedEmail(Connection connection, String subject, String email) throws SQLException {
    Sql.update(
        connection,
        "UPDATE users SET email = ?, email_verified = 1, pending_email = NULL WHERE sub = ?",
        email,
        subject);
  }

  /** Lets the user log in, or not. */
  void setEnabled(Connection connection, String subject, boolean enabled) throws SQLException {
    Sql.update(connection, "UPDATE users SET enabled = ? WHERE sub = ?", enabled, subject);
  }

  /** Makes the user a member; who is one stays one. */
  void addToGroup(Connection connection, String subject, Group group) throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO group_members (sub, name) VALUES (?, ?) ON CONFLICT DO NOTHING",
        subject,
        group.name());
  }

  /** Ends a membership, if there is one. */
  void removeFromGroup(Connection connection, String subject, Group group) throws SQLException {
    Sql.update(
        connection, "DELETE FROM group_members WHERE sub = ? AND name = ?", subject, group.name());
  }

  /** Deletes the user and everything that belongs to the user. */
  void delete(Connection connection, String subject) throws SQLException {
    Sql.update(connection, "DELETE FROM users WHERE sub = ?", subject);
  }
}
