package dev.gatehouse.examples.recommendations.adapter.sqlite;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.examples.recommendations.domain.Interest;
import dev.gatehouse.examples.recommendations.domain.Interests;
import dev.gatehouse.examples.recommendations.domain.Person;
import dev.gatehouse.examples.recommendations.domain.SocialGraphUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.LockingMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * Stores the graph in an SQLite file.
 *
 * <p>Not safe for use by several threads at once.
 */
final class GraphFile {
  private static final String SCHEMA =
      """
      CREATE TABLE IF NOT EXISTS people (
        id INTEGER PRIMARY KEY, sub TEXT NOT NULL UNIQUE, name TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS interests (
        person INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
        name TEXT NOT NULL,
        PRIMARY KEY (person, name)) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS follows (
        follower INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
        followed INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
        PRIMARY KEY (follower, followed)) WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS followers ON follows (followed);
      """;

  private final Path path;
  private final Connection connection;

  private GraphFile(Path path, Connection connection) {
    this.path = path;
    this.connection = connection;
  }

  /** Opens the file, or creates it. Adds the people in it to an empty index, with their edges. */
  static GraphFile open(Path path, GraphIndex index) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setLockingMode(LockingMode.EXCLUSIVE);
    config.enforceForeignKeys(true);
    config.setGetGeneratedKeys(false);
    try {
      create(path.toAbsolutePath());
      // Use a URI: in a plain path, the driver would read a question mark as the start of settings.
      Connection connection = config.createConnection("jdbc:sqlite:" + path.toUri());
      try {
        GraphFile file = new GraphFile(path, connection);
        file.transaction(() -> file.execute(SCHEMA));
        file.load(index);
        return file;
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(
          "The social graph in %s can't be opened (only one process at a time can open it): %s"
              .formatted(path, e.getMessage()),
          e);
    }
  }

  /**
   * Creates the file so that only the server's user can read it, if the file system has POSIX
   * permissions.
   */
  private static void create(Path file) throws IOException {
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    if (Files.notExists(file)
        && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
  }

  /** Reads the whole graph. No interest has a line break in its name. */
  private void load(GraphIndex index) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet people =
          statement.executeQuery("SELECT id, sub, name FROM people ORDER BY id")) {
        while (people.next()) {
          index.enter(
              people.getInt(1),
              new Person(new Subject(people.getString(2)), new Username(people.getString(3))));
        }
      }
      try (ResultSet interests =
          statement.executeQuery(
              "SELECT person, group_concat(name, char(10)) FROM interests GROUP BY person")) {
        while (interests.next()) {
          index.setInterests(
              interests.getInt(1),
              new Interests(interests.getString(2).lines().map(Interest::new).toList()));
        }
      }
      try (ResultSet follows =
          statement.executeQuery("SELECT follower, followed FROM follows ORDER BY 1, 2")) {
        while (follows.next()) {
          index.follow(follows.getInt(1), follows.getInt(2));
        }
      }
    }
  }

  /** A change of the file: calls of {@link #update}. */
  interface Change {
    void make() throws SQLException;
  }

  /** Makes a change completely or not at all. When the method returns, it is on the disk. */
  void write(Change change) {
    try {
      transaction(change);
    } catch (SQLException e) {
      throw new SocialGraphUnavailableException(
          "the social graph in %s failed: %s".formatted(path, e.getMessage()), e);
    }
  }

  /**
   * Begins and commits with explicit SQL. The driver's {@code commit()} also begins the next
   * transaction; if that fails, it reports a failure although the data is committed.
   */
  private void transaction(Change change) throws SQLException {
    execute("BEGIN IMMEDIATE");
    try {
      change.make();
      execute("COMMIT");
    } catch (SQLException | RuntimeException | Error e) {
      rollBack();
      throw e;
    }
  }

  private void rollBack() {
    try {
      execute("ROLLBACK");
    } catch (SQLException _) {
      // SQLite has already rolled back, for example because the disk is full. The first exception
      // gives the reason.
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  /** Runs one statement of a change. */
  void update(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    }
  }

  /** Closes the file. */
  void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new SocialGraphUnavailableException(
          "the social graph in " + path + " can't be closed", e);
    }
  }
}
