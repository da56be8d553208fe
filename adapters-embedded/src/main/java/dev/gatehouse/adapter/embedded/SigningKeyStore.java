package dev.gatehouse.adapter.embedded;

import dev.gatehouse.adapter.embedded.SigningKeySchedule.ScheduledKey;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The table {@code signing_keys}: by it a rotation reaches every process that has the database
 * open.
 */
final class SigningKeyStore {
  private final SqliteDatabase database;

  SigningKeyStore(SqliteDatabase database) {
    this.database = database;
  }

  /** Something to do with the table while nobody else writes to the database. */
  @FunctionalInterface
  interface Work<T> {
    T on(Rows rows) throws SQLException;
  }

  /**
   * The schedule as it is now.
   *
   * @throws IdentityProviderUnavailableException if the database fails
   */
  SigningKeySchedule read() {
    return database.read(connection -> new Rows(connection).schedule());
  }

  /**
   * Changes the table, wholly or not at all.
   *
   * @throws IdentityProviderUnavailableException if the database fails
   */
  <T> T write(Work<T> work) {
    return database.write(connection -> work.on(new Rows(connection)));
  }

  /** The table's rows, within one transaction. */
  static final class Rows {
    private final Connection connection;

    private Rows(Connection connection) {
      this.connection = connection;
    }

    SigningKeySchedule schedule() throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery(
                  """
                  SELECT kid, public_key, signs_from_millis, token_lifetime_seconds
                  FROM signing_keys ORDER BY signs_from_millis, number
                  """)) {
        List<ScheduledKey> keys = new ArrayList<>();
        while (row.next()) {
          keys.add(
              new ScheduledKey(
                  row.getString(1),
                  row.getString(2),
                  Instant.ofEpochMilli(row.getLong(3)),
                  Duration.ofSeconds(row.getLong(4))));
        }
        return new SigningKeySchedule(keys);
      }
    }

    void add(ScheduledKey key) throws SQLException {
      try (PreparedStatement insert =
          connection.prepareStatement(
              """
              INSERT INTO signing_keys (kid, public_key, signs_from_millis, token_lifetime_seconds)
              VALUES (?, ?, ?, ?)
              """)) {
        insert.setString(1, key.id());
        insert.setString(2, key.publicJwk());
        insert.setLong(3, key.signsFrom().toEpochMilli());
        insert.setLong(4, key.tokenLifetime().toSeconds());
        insert.executeUpdate();
      }
    }

    void remove(ScheduledKey key) throws SQLException {
      try (PreparedStatement delete =
          connection.prepareStatement("DELETE FROM signing_keys WHERE kid = ?")) {
        delete.setString(1, key.id());
        delete.executeUpdate();
      }
    }

    /** Notes that the keys may sign tokens that live so long. */
    void raiseTokenLifetime(Duration tokenLifetime) throws SQLException {
      try (PreparedStatement update =
          connection.prepareStatement(
              """
              UPDATE signing_keys SET token_lifetime_seconds = ?1 WHERE token_lifetime_seconds < ?1
              """)) {
        update.setLong(1, tokenLifetime.toSeconds());
        update.executeUpdate();
      }
    }
  }
}
