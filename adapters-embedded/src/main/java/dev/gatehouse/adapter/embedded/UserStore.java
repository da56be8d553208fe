package dev.gatehouse.adapter.embedded;

import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Username;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The table {@code users}. */
final class UserStore {
  private final SqliteDatabase database;
  private final Supplier<UUID> ids;

  /**
   * Works on this database.
   *
   * @param ids makes up a subject for each new user
   */
  UserStore(SqliteDatabase database, Supplier<UUID> ids) {
    this.database = database;
    this.ids = ids;
  }

  /**
   * Adds a user, enabled and with an address not yet verified, unless the name is taken.
   *
   * @return whether the user was added
   */
  boolean add(Username username, EmailAddress email, PasswordHash passwordHash, Instant createdAt) {
    return database.write(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  """
                  INSERT INTO users (sub, username, folded_username, email, email_verified,
                                     password_hash, enabled, created_at)
                  VALUES (?, ?, ?, ?, 0, ?, 1, ?)
                  ON CONFLICT (folded_username) DO NOTHING
                  """)) {
            insert.setString(1, ids.get().toString());
            insert.setString(2, username.value());
            insert.setString(3, username.folded());
            insert.setString(4, email.value());
            insert.setString(5, passwordHash.phc());
            insert.setLong(6, createdAt.getEpochSecond());
            return insert.executeUpdate() == 1;
          }
        });
  }

  /** The user with this name in whatever case, or null. */
  @Nullable StoredUser find(Username username) {
    return database.<@Nullable StoredUser>read(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  SELECT sub, username, email, email_verified, password_hash, enabled
                  FROM users WHERE folded_username = ?
                  """)) {
            select.setString(1, username.folded());
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? new StoredUser(
                      row.getString(1),
                      row.getString(2),
                      row.getString(3),
                      row.getBoolean(4),
                      new PasswordHash(row.getString(5)),
                      row.getBoolean(6))
                  : null;
            }
          }
        });
  }

  /** Puts another hash of the same password in place, unless the password changed meanwhile. */
  void renewPasswordHash(StoredUser user, PasswordHash renewed) {
    database.write(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE users SET password_hash = ? WHERE sub = ? AND password_hash = ?")) {
            update.setString(1, renewed.phc());
            update.setString(2, user.subject());
            update.setString(3, user.passwordHash().phc());
            return update.executeUpdate();
          }
        });
  }
}
