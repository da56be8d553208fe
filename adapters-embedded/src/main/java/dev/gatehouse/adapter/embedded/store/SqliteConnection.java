package dev.gatehouse.adapter.embedded.store;

import dev.gatehouse.adapter.embedded.store.SqliteDatabase.Work;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;

/** A connection to a database, used by one thread at a time. */
final class SqliteConnection implements AutoCloseable {
  /** How long to wait for the lock of another process. */
  private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(2);

  /** Enough for the inner pages of the indexes of a million users with three sessions each. */
  private static final int CACHE_KIBIBYTES = 16 * 1024;

  private final Connection connection;
  private final Transaction transaction;
  private final ReentrantLock turn = new ReentrantLock();

  private SqliteConnection(Connection connection) {
    this.connection = connection;
    this.transaction = new Transaction(connection);
  }

  /** Connects to a database; creates it if needed. */
  static SqliteConnection open(String location) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout((int) BUSY_TIMEOUT.toMillis());
    return open(location, config);
  }

  /**
   * Connects to a file that nobody changes. SQLite then creates no files beside it, and needs no
   * lock.
   */
  static SqliteConnection openImmutable(String location) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    return open(location + "?immutable=1", config);
  }

  private static SqliteConnection open(String location, SQLiteConfig config) throws SQLException {
    // A savepoint needs no file in the temporary folder.
    config.setTempStore(TempStore.MEMORY);
    // SQLite takes a negative number as KiB. A small database needs less.
    config.setCacheSize(-CACHE_KIBIBYTES);
    config.setGetGeneratedKeys(false);
    return new SqliteConnection(config.createConnection("jdbc:sqlite:" + location));
  }

  /** Refuses all changes from now on. */
  void allowReadsOnly() {
    transaction.run("PRAGMA query_only = ON");
  }

  /** Returns whether the current thread uses this connection. */
  boolean isUsedByCaller() {
    return turn.isHeldByCurrentThread();
  }

  /** Reads in a transaction: all statements read the same state of the database. */
  <T extends @Nullable Object> T read(Work<T> work) {
    return run("BEGIN", work);
  }

  /** Changes data in a transaction. It acquires SQLite's lock first, and waits for it. */
  <T extends @Nullable Object> T write(Work<T> work) {
    return run("BEGIN IMMEDIATE", work);
  }

  /**
   * Begins and commits with statements. The driver's {@code commit()} begins the next transaction
   * at once, and if that fails it reports the committed one as failed.
   */
  private <T extends @Nullable Object> T run(String begin, Work<T> work) {
    turn.lock();
    try {
      transaction.update(begin);
      boolean committed = false;
      try {
        T result = work.run(transaction);
        transaction.update("COMMIT");
        committed = true;
        return result;
      } finally {
        if (!committed) {
          rollBack();
        }
      }
    } finally {
      turn.unlock();
    }
  }

  private void rollBack() {
    try {
      transaction.update("ROLLBACK");
    } catch (SqlFailure _) {
      // SQLite has already rolled back, for example because the disk is full. The first exception
      // says why.
    }
  }

  @Override
  public void close() throws SQLException {
    turn.lock();
    try {
      connection.close();
    } finally {
      turn.unlock();
    }
  }
}
