package dev.gatehouse.adapter.embedded.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements on the database.
 *
 * <p>Values are bound as parameters and never become part of a statement.
 */
public final class Transaction {
  /**
   * How many expired rows a new row removes: more than one, so that the table shrinks; not all, so
   * that no request takes long.
   */
  private static final int REMOVED_AT_ONCE = 10;

  private final Connection connection;
  private final Statements statements;

  Transaction(Connection connection) {
    this.connection = connection;
    this.statements = new Statements(connection);
  }

  /** Changes rows and returns how many. */
  public int update(String sql, @Nullable Object... parameters) {
    return statements.run(sql, PreparedStatement::executeUpdate, parameters);
  }

  /** Returns all rows, in their order. */
  public <T> List<T> all(String sql, Function<Row, T> mapper, @Nullable Object... parameters) {
    return statements.run(
        sql,
        statement -> {
          try (ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
              all.add(mapper.apply(new Row(rows)));
            }
            return all;
          }
        },
        parameters);
  }

  /** Returns the first row, or null if there is none. */
  public <T> @Nullable T first(
      String sql, Function<Row, T> mapper, @Nullable Object... parameters) {
    List<T> all = all(sql, mapper, parameters);
    return all.isEmpty() ? null : all.getFirst();
  }

  /** Returns whether the query has a row. */
  public boolean exists(String sql, @Nullable Object... parameters) {
    return first(sql, row -> row, parameters) != null;
  }

  /**
   * Removes some expired rows, at most {@value #REMOVED_AT_ONCE}. Call it before a row is added.
   * The names are constants, because they become part of the statement.
   *
   * @param key the column that identifies a row
   * @param time the column with a time in seconds since 1970
   * @param last a row with this time or an earlier one has expired
   */
  public void removeExpired(String table, String key, String time, long last) {
    update(
        "DELETE FROM "
            + table
            + " WHERE "
            + key
            + " IN (SELECT "
            + key
            + " FROM "
            + table
            + " WHERE "
            + time
            + " <= ? LIMIT ?)",
        last,
        REMOVED_AT_ONCE);
  }

  /**
   * Writes a row that nobody reads, so that the transaction takes as long as one that changes the
   * row of a user.
   */
  public void writeDecoy() {
    // SQLite does not write a row that stays the same.
    update("UPDATE decoy SET written = written + 1");
  }

  /** Runs statements without parameters, one after the other. */
  void run(String script) {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(script);
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }
}
