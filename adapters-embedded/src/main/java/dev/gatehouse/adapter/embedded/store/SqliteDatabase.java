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
 * One connection to an SQLite database, used by one thread at a time.
 *
 * <p>What a write returned from is on the disk ({@code synchronous=FULL}). Other processes may use
 * the database at the same time: a write takes SQLite's lock before it looks at anything, and waits
 * for it for a while.
 */
public final class SqliteDatabase implements AutoCloseable {
  /** How long another process may hold the database before we give up. */
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
   * Opens the database in a file and brings its schema up to date.
   *
   * @param file an SQLite database, or an empty file
   * @throws IllegalStateException if that can't be done; the message names the file
   */
  public static SqliteDatabase open(Path file, Schema schema) {
    // As a URI, because in a plain path the driver takes a question mark for the start of settings.
    return open(file.toString(), file.toUri().toString(), schema);
  }

  /** Makes a database that lives in memory until it is closed. */
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
        // one step at a time
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
   * Looks something up with one statement.
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
   * Changes something, all of it or nothing; it is durable on return.
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
   * Begins and commits by statements of our own: the driver's {@code commit()} begins the next
   * transaction at once, and where that fails it reports as failed what is committed.
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
      // SQLite has rolled back by itself (a full disk, say); what is thrown already says why.
    }
  }

  private IdentityProviderUnavailableException unavailable(Exception e) {
    return IdentityProviderUnavailableException.unavailable(
        "the database %s failed: %s".formatted(name, e.getMessage()), RETRY_AFTER, e);
  }

  /** Closes the database; the last to close it folds the write-ahead log into the file. */
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
