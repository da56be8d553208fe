package dev.gatehouse.adapter.embedded.store;

import java.sql.SQLException;

/** Carries a failure of the database out of a transaction; only {@link SqliteDatabase} sees it. */
final class SqlFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SqlFailure(SQLException cause) {
    super(cause.getMessage(), cause);
  }
}
