package dev.gatehouse.adapter.embedded.store;

import dev.gatehouse.domain.IdentityProviderUnavailableException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * An SQLite database with one connection, used by one thread at a time.
 *
 * <p>A write is on the disk when it returns ({@code synchronous=FULL}). Other processes may use the
 * database at the same time: a write first acquires SQLite's lock, and waits for it.
 */
public final class SqliteDatabase implements AutoCloseable {
  /** How long to wait for the lock of another process. */
  private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(2);

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final String name;
  private final Connection connection;
  private final Transaction transaction;
  private final ReentrantLock turn = new ReentrantLock();

  /** Reads or changes data. */
  @FunctionalInterface
  public interface Work<T extends @Nullable Object> {
    T run(Transaction transaction);
  }

  private SqliteDatabase(String name, Connection connection) {
    this.name = name;
    this.connection = connection;
    this.transaction = new Transaction(connection);
  }

  /**
   * Opens a database file and migrates its schema.
   *
   * @param file an SQLite database, or an empty file
   * @throws IllegalStateException if that fails; the message names the file
   */
  public static SqliteDatabase open(Path file, Schema schema) {
    // A URI, because the driver reads a question mark in a plain path as the start of settings.
    return open(file.toString(), file.toUri().toString(), schema);
  }

  /** Creates a database in memory. */
  public static SqliteDatabase inMemory(Schema schema) {
    return open("in memory", ":memory:", schema);
  }

  private static SqliteDatabase open(String name, String location, Schema schema) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout((int) BUSY_TIMEOUT.toMillis());
    config.setGetGeneratedKeys(false);
    Connection connection = null;
    try {
      connection = config.createConnection("jdbc:sqlite:" + location);
      SqliteDatabase database = new SqliteDatabase(name, connection);
      while (database.commit(schema::advance)) {
        // Each call applies one step.
      }
      return database;
    } catch (SQLException | RuntimeException e) {
      IllegalStateException failure =
          new IllegalStateException(
              "The database %s can't be opened: %s".formatted(name, e.getMessage()), e);
      if (connection != null) {
        try {
          connection.close();
        } catch (SQLException suppressed) {
          failure.addSuppressed(suppressed);
        }
      }
      throw failure;
    }
  }

  /**
   * Reads with one statement.
   *
   * @throws IdentityProviderUnavailableException if the database fails
   */
  public <T extends @Nullable Object> T read(Work<T> work) {
    turn.lock();
    try {
      return work.run(transaction);
    } catch (SqlFailure e) {
      throw unavailable(e);
    } finally {
      turn.unlock();
    }
  }

  /**
   * Runs work in a transaction. The changes are durable when this returns.
   *
   * @throws IdentityProviderUnavailableException if the database fails
   */
  public <T extends @Nullable Object> T write(Work<T> work) {
    try {
      return commit(work);
    } catch (SqlFailure e) {
      throw unavailable(e);
    }
  }

  /**
   * Begins and commits with statements. The driver's {@code commit()} begins the next transaction
   * at once, and if that fails it reports the committed one as failed.
   */
  private <T extends @Nullable Object> T commit(Work<T> work) {
    turn.lock();
    try {
      transaction.run("BEGIN IMMEDIATE");
      boolean committed = false;
      try {
        T result = work.run(transaction);
        transaction.run("COMMIT");
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
      transaction.run("ROLLBACK");
    } catch (SqlFailure _) {
      // SQLite has already rolled back, for example because the disk is full. The first exception
      // says why.
    }
  }

  private IdentityProviderUnavailableException unavailable(Exception e) {
    return IdentityProviderUnavailableException.unavailable(
        "the database %s failed: %s".formatted(name, e.getMessage()), RETRY_AFTER, e);
  }

  /** Closes the database. The last process to close it merges the write-ahead log into the file. */
  @Override
  public void close() {
    turn.lock();
    try {
      connection.close();
    } catch (SQLException e) {
      throw unavailable(e);
    } finally {
      turn.unlock();
    }
  }
}
