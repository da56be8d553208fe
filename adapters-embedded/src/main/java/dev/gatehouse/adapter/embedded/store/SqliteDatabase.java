package dev.gatehouse.adapter.embedded.store;

import dev.gatehouse.domain.IdentityProviderUnavailableException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An SQLite database with one connection that writes and one that reads, so that reads never wait
 * for the disk of a write. A database in memory has one connection for both.
 *
 * <p>A write is on the disk when it returns ({@code synchronous=FULL}). Writes of many threads
 * share transactions. Other processes may use the database at the same time: a transaction that
 * writes first acquires SQLite's lock, and waits for it.
 */
public final class SqliteDatabase implements AutoCloseable {
  /** More than the threads of a provider. They take a tenth of a second, without the disk. */
  private static final int WAITING_WRITES = 1_000;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final String name;
  private final SqliteConnection writing;
  private final SqliteConnection reading;
  private final GroupCommit commits;

  /** Reads or changes data. */
  @FunctionalInterface
  public interface Work<T extends @Nullable Object> {
    T run(Transaction transaction);
  }

  private SqliteDatabase(String name, SqliteConnection writing, SqliteConnection reading) {
    this.name = name;
    this.writing = writing;
    this.reading = reading;
    this.commits = new GroupCommit(writing, WAITING_WRITES);
  }

  /**
   * Opens a database file and migrates its schema.
   *
   * @param file an SQLite database, or an empty file
   * @throws IllegalStateException if that fails; the message names the file
   */
  public static SqliteDatabase open(Path file, Schema schema) {
    // A URI, because the driver reads a question mark in a plain path as the start of settings.
    String location = file.toUri().toString();
    String name = file.toString();
    Opening opening = () -> SqliteConnection.open(location);
    SqliteConnection writing = connect(name, opening, connection -> migrate(connection, schema));
    try {
      SqliteConnection reading = connect(name, opening, SqliteConnection::allowReadsOnly);
      return new SqliteDatabase(name, writing, reading);
    } catch (RuntimeException e) {
      close(writing, e);
      throw e;
    }
  }

  /** Creates a database in memory. */
  public static SqliteDatabase inMemory(Schema schema) {
    String name = "in memory";
    SqliteConnection only =
        connect(
            name,
            () -> SqliteConnection.open(":memory:"),
            connection -> migrate(connection, schema));
    return new SqliteDatabase(name, only, only);
  }

  /**
   * Opens a backup to read it. The file does not change, and writes fail.
   *
   * @param file a copy that nobody changes
   * @throws IllegalStateException if the file is not a database, or has another version of the
   *     schema; the message names the file
   */
  public static SqliteDatabase openBackup(Path file, Schema schema) {
    String name = file.toString();
    String location = file.toUri().toString();
    SqliteConnection only =
        connect(
            name,
            () -> SqliteConnection.openImmutable(location),
            connection -> requireCurrent(connection, schema));
    return new SqliteDatabase(name, only, only);
  }

  private interface Opening {
    SqliteConnection run() throws SQLException;
  }

  /** Prepares a new connection. */
  private interface Preparation {
    void run(SqliteConnection connection);
  }

  private static SqliteConnection connect(String name, Opening opening, Preparation preparation) {
    SqliteConnection connection = null;
    try {
      connection = opening.run();
      preparation.run(connection);
      return connection;
    } catch (SQLException | RuntimeException e) {
      IllegalStateException failure =
          new IllegalStateException(
              "The database %s can't be opened: %s".formatted(name, e.getMessage()), e);
      if (connection != null) {
        close(connection, failure);
      }
      throw failure;
    }
  }

  private static void close(SqliteConnection connection, RuntimeException reason) {
    try {
      connection.close();
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }

  private static void migrate(SqliteConnection connection, Schema schema) {
    while (connection.write(schema::advance)) {
      // Each call applies one step.
    }
  }

  private static void requireCurrent(SqliteConnection connection, Schema schema) {
    connection.<@Nullable Object>read(
        transaction -> {
          schema.requireCurrent(transaction);
          return null;
        });
  }

  /**
   * Reads. All statements of the work read the same state of the database.
   *
   * @throws IdentityProviderUnavailableException if the database fails
   * @throws IllegalStateException inside other work, which has its own transaction
   */
  public <T extends @Nullable Object> T read(Work<T> work) {
    requireNoWork();
    try {
      return reading.read(work);
    } catch (SqlFailure e) {
      throw unavailable(e);
    }
  }

  /**
   * Runs work in a transaction, on another thread. The changes are durable when this returns.
   *
   * @throws IdentityProviderUnavailableException if the database fails, or if too many writes wait
   * @throws IllegalStateException inside other work, which has its own transaction
   */
  public <T extends @Nullable Object> T write(Work<T> work) {
    requireNoWork();
    try {
      return commits.write(work);
    } catch (SqlFailure e) {
      throw unavailable(e);
    }
  }

  private void requireNoWork() {
    if (reading.isUsedByCaller() || writing.isUsedByCaller()) {
      throw new IllegalStateException("work on the database inside other work");
    }
  }

  private IdentityProviderUnavailableException unavailable(Exception e) {
    return IdentityProviderUnavailableException.unavailable(
        "the database %s failed: %s".formatted(name, e.getMessage()), RETRY_AFTER, e);
  }

  /**
   * Completes the accepted writes and closes the database. The last process to close it merges the
   * write-ahead log into the file.
   */
  @Override
  public void close() {
    commits.close();
    try (writing) {
      reading.close();
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }
}
