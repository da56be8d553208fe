package dev.gatehouse.adapter.embedded.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The prepared statements of a connection. Each one is prepared once, because this takes longer
 * than most of them run.
 */
final class Statements {
  /** More than Gatehouse has. */
  static final int KEPT = 128;

  private final Connection connection;

  /** The statements that are not in use, the one that was used last at the end. */
  private final LinkedHashMap<String, PreparedStatement> idle = new LinkedHashMap<>();

  Statements(Connection connection) {
    this.connection = connection;
  }

  /** Executes a statement and reads its result. */
  @FunctionalInterface
  interface Execution<T extends @Nullable Object> {
    T run(PreparedStatement statement) throws SQLException;
  }

  /**
   * Executes a statement with these parameters.
   *
   * @throws SqlFailure if it fails
   */
  <T extends @Nullable Object> T run(
      String sql, Execution<T> execution, @Nullable Object... parameters) {
    try (Use use = new Use(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        use.statement.setObject(i + 1, parameters[i]);
      }
      T result = execution.run(use.statement);
      use.succeeded = true;
      return result;
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  /**
   * One use of a statement. Meanwhile another use of the same text, for example within the
   * execution, has a statement of its own. A statement that has failed is not used again.
   */
  private final class Use implements AutoCloseable {
    private final String sql;
    private final PreparedStatement statement;
    private boolean succeeded;

    private Use(String sql) throws SQLException {
      this.sql = sql;
      PreparedStatement prepared = idle.remove(sql);
      this.statement = prepared == null ? connection.prepareStatement(sql) : prepared;
    }

    @Override
    public void close() throws SQLException {
      PreparedStatement displaced = succeeded ? idle.put(sql, statement) : statement;
      if (displaced != null) {
        displaced.close();
      }
      if (idle.size() > KEPT) {
        idle.pollFirstEntry().getValue().close();
      }
    }
  }
}
