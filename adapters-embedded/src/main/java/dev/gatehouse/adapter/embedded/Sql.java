package dev.gatehouse.adapter.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements with bound parameters; no text from outside becomes part of a statement. */
final class Sql {
  private Sql() {}

  /** Makes something of the current row. */
  @FunctionalInterface
  interface RowMapper<T> {
    T of(ResultSet row) throws SQLException;
  }

  /** Changes rows, and returns how many. */
  static int update(Connection connection, String sql, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = prepared(connection, sql, parameters)) {
      return statement.executeUpdate();
    }
  }

  /** All rows, in their order. */
  static <T> List<T> all(
      Connection connection, String sql, RowMapper<T> mapper, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = prepared(connection, sql, parameters);
        ResultSet rows = statement.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(mapper.of(rows));
      }
      return all;
    }
  }

  /** The first row, or null where there is none. */
  static <T> @Nullable T first(
      Connection connection, String sql, RowMapper<T> mapper, @Nullable Object... parameters)
      throws SQLException {
    List<T> all = all(connection, sql, mapper, parameters);
    return all.isEmpty() ? null : all.getFirst();
  }

  private static PreparedStatement prepared(
      Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }
}
