package dev.gatehouse.adapter.embedded.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The current row of a query; its columns count from 1. */
public final class Row {
  private final ResultSet row;

  Row(ResultSet row) {
    this.row = row;
  }

  /** Returns the text of a column that is not NULL. */
  public String text(int column) {
    return read(() -> row.getString(column));
  }

  /** Returns the text of a column, or null. */
  public @Nullable String textOrNull(int column) {
    return this.<@Nullable String>read(() -> row.getString(column));
  }

  public long number(int column) {
    return read(() -> row.getLong(column));
  }

  public boolean flag(int column) {
    return read(() -> row.getBoolean(column));
  }

  /** Returns the time in a column of seconds since 1970 that is not NULL. */
  public Instant instant(int column) {
    return Instant.ofEpochSecond(number(column));
  }

  /** Returns the time in a column of seconds since 1970, or null. */
  public @Nullable Instant instantOrNull(int column) {
    long seconds = number(column);
    return read(row::wasNull) ? null : Instant.ofEpochSecond(seconds);
  }

  private interface Read<T extends @Nullable Object> {
    T run() throws SQLException;
  }

  private <T extends @Nullable Object> T read(Read<T> column) {
    try {
      return column.run();
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }
}
