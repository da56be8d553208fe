package dev.gatehouse.examples.recommendations.adapter.sqlite;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.examples.recommendations.domain.FollowOutcome;
import dev.gatehouse.examples.recommendations.domain.FollowOutcome.Followed;
import dev.gatehouse.examples.recommendations.domain.FollowOutcome.Oneself;
import dev.gatehouse.examples.recommendations.domain.FollowOutcome.TooManyFollowed;
import dev.gatehouse.examples.recommendations.domain.Interest;
import dev.gatehouse.examples.recommendations.domain.Interests;
import dev.gatehouse.examples.recommendations.domain.Person;
import dev.gatehouse.examples.recommendations.domain.ProfileOutcome;
import dev.gatehouse.examples.recommendations.domain.ProfileOutcome.Found;
import dev.gatehouse.examples.recommendations.domain.Rank;
import dev.gatehouse.examples.recommendations.domain.Recommendation;
import dev.gatehouse.examples.recommendations.domain.SocialGraphUnavailableException;
import dev.gatehouse.examples.recommendations.domain.UnfollowOutcome;
import dev.gatehouse.examples.recommendations.domain.UnfollowOutcome.Unfollowed;
import dev.gatehouse.examples.recommendations.domain.port.SocialGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.LockingMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * Stores the graph in a file, and reads it from memory.
 *
 * <p>A change is on the disk when its method returns. Opening loads the whole graph into memory:
 * about 500 bytes for a person with 20 edges, by the resident memory that {@code benchmarks/run.sh
 * recommendations} measures. Only one process at a time can open the file.
 */
public final class SqliteSocialGraph implements SocialGraph, AutoCloseable {
  private static final List<String> SCHEMA =
      List.of(
          """
          CREATE TABLE IF NOT EXISTS people (
            id INTEGER PRIMARY KEY, sub TEXT NOT NULL UNIQUE, name TEXT NOT NULL)
          """,
          """
          CREATE TABLE IF NOT EXISTS interests (
            person INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
            name TEXT NOT NULL,
            PRIMARY KEY (person, name)) WITHOUT ROWID
          """,
          """
          CREATE TABLE IF NOT EXISTS follows (
            follower INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
            followed INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
            PRIMARY KEY (follower, followed)) WITHOUT ROWID
          """,
          "CREATE INDEX IF NOT EXISTS followers ON follows (followed)");

  private final Path file;
  private final int mostFollowed;
  private final Connection connection;
  private final GraphIndex index = new GraphIndex();
  private final ReentrantLock writing = new ReentrantLock();
  private final ReentrantReadWriteLock indexLock = new ReentrantReadWriteLock();
  private volatile boolean open = true;

  private SqliteSocialGraph(Path file, int mostFollowed, Connection connection) {
    this.file = file;
    this.mostFollowed = mostFollowed;
    this.connection = connection;
  }

  /**
   * Opens the graph in a file. Creates the file if it is missing.
   *
   * @param file the file; its folder is created if it is missing
   * @param mostFollowed how many people one person may follow; positive
   * @throws IllegalStateException if the file can't be opened; the message names the file
   */
  public static SqliteSocialGraph open(Path file, int mostFollowed) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setLockingMode(LockingMode.EXCLUSIVE);
    config.enforceForeignKeys(true);
    config.setGetGeneratedKeys(false);
    try {
      create(file.toAbsolutePath());
      // Use a URI: in a plain path, the driver would read a question mark as the start of settings.
      Connection connection = config.createConnection("jdbc:sqlite:" + file.toUri());
      try {
        SqliteSocialGraph graph = new SqliteSocialGraph(file, mostFollowed, connection);
        graph.transaction(
            () -> {
              for (String statement : SCHEMA) {
                graph.execute(statement);
              }
            });
        graph.load();
        return graph;
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(
          "The social graph in %s can't be opened (only one process at a time can open it): %s"
              .formatted(file, e.getMessage()),
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

  private void load() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet people =
          statement.executeQuery("SELECT id, sub, name FROM people ORDER BY id")) {
        while (people.next()) {
          index.enter(
              people.getInt(1),
              new Person(new Subject(people.getString(2)), new Username(people.getString(3))));
        }
      }
      try (ResultSet rows =
          statement.executeQuery("SELECT person, name FROM interests ORDER BY person")) {
        Grouping<Interest> interests =
            new Grouping<>((person, all) -> index.setInterests(person, new Interests(all)));
        while (rows.next()) {
          interests.add(rows.getInt(1), new Interest(rows.getString(2)));
        }
        interests.end();
      }
      try (ResultSet rows =
          statement.executeQuery("SELECT follower, followed FROM follows ORDER BY 1, 2")) {
        Grouping<Integer> followed =
            new Grouping<>(
                (follower, all) ->
                    index.follow(follower, all.stream().mapToInt(Integer::intValue).toArray()));
        while (rows.next()) {
          followed.add(rows.getInt(1), rows.getInt(2));
        }
        followed.end();
      }
    }
  }

  /** Collects rows that are sorted by owner, and passes them on as one list per owner. */
  private static final class Grouping<T> {
    private interface Group<T> {
      void of(int owner, List<T> all);
    }

    private final Group<T> group;
    private final List<T> gathered = new ArrayList<>();
    private int owner;

    Grouping(Group<T> group) {
      this.group = group;
    }

    void add(int next, T value) {
      if (next != owner) {
        end();
        owner = next;
      }
      gathered.add(value);
    }

    void end() {
      if (!gathered.isEmpty()) {
        group.of(owner, List.copyOf(gathered));
        gathered.clear();
      }
    }
  }

  @Override
  public void enter(Person person) {
    if (read(() -> index.numberOf(person.subject()) >= 0)) {
      return;
    }
    changing(
        () -> {
          if (index.numberOf(person.subject()) < 0) {
            int number = index.freeNumber();
            write(
                () ->
                    update(
                        "INSERT INTO people (id, sub, name) VALUES (?, ?, ?)",
                        number,
                        person.subject().value(),
                        person.name().value()),
                () -> index.enter(number, person));
          }
          return true;
        });
  }

  @Override
  public void leave(Subject subject) {
    changing(
        () -> {
          int number = index.numberOf(subject);
          if (number >= 0) {
            write(
                () -> update("DELETE FROM people WHERE id = ?", number), () -> index.leave(number));
          }
          return true;
        });
  }

  @Override
  public void setInterests(Subject subject, Interests interests) {
    changing(
        () -> {
          int number = index.numberOf(subject);
          if (number >= 0) {
            write(
                () -> {
                  update("DELETE FROM interests WHERE person = ?", number);
                  for (Interest interest : interests.all()) {
                    update(
                        "INSERT INTO interests (person, name) VALUES (?, ?)",
                        number,
                        interest.name());
                  }
                },
                () -> index.setInterests(number, interests));
          }
          return true;
        });
  }

  @Override
  public ProfileOutcome profile(Subject subject) {
    return read(
        () -> {
          int number = index.numberOf(subject);
          return number < 0 ? new ProfileOutcome.UnknownPerson() : new Found(index.profile(number));
        });
  }

  @Override
  public FollowOutcome follow(Subject follower, Subject followed) {
    return changing(
        () -> {
          int one = index.numberOf(follower);
          int other = index.numberOf(followed);
          if (one < 0 || other < 0) {
            return new FollowOutcome.UnknownPerson();
          }
          if (one == other) {
            return new Oneself();
          }
          if (!index.follows(one, other)) {
            if (index.following(one) >= mostFollowed) {
              return new TooManyFollowed(mostFollowed);
            }
            write(
                () -> update("INSERT INTO follows (follower, followed) VALUES (?, ?)", one, other),
                () -> index.follow(one, other));
          }
          return new Followed();
        });
  }

  @Override
  public UnfollowOutcome unfollow(Subject follower, Subject followed) {
    return changing(
        () -> {
          int one = index.numberOf(follower);
          int other = index.numberOf(followed);
          if (one < 0 || other < 0) {
            return new UnfollowOutcome.UnknownPerson();
          }
          if (index.follows(one, other)) {
            write(
                () -> update("DELETE FROM follows WHERE follower = ? AND followed = ?", one, other),
                () -> index.unfollow(one, other));
          }
          return new Unfollowed();
        });
  }

  @Override
  public List<Recommendation> recommend(Subject subject, int count, @Nullable Rank after) {
    return read(
        () -> {
          int number = index.numberOf(subject);
          return number < 0 ? List.of() : index.recommend(number, count, after);
        });
  }

  @Override
  public boolean answers() {
    return open;
  }

  /** Runs one change at a time, so that the data it has read does not change meanwhile. */
  private <T> T changing(Supplier<T> change) {
    writing.lock();
    try {
      return change.get();
    } finally {
      writing.unlock();
    }
  }

  private <T> T read(Supplier<T> question) {
    indexLock.readLock().lock();
    try {
      return question.get();
    } finally {
      indexLock.readLock().unlock();
    }
  }

  /** An action on the connection. */
  private interface Work {
    void run() throws SQLException;
  }

  /** Writes a change to the disk, and then to memory, where other requests see it. */
  private void write(Work onDisk, Runnable inMemory) {
    try {
      transaction(onDisk);
    } catch (SQLException e) {
      throw new SocialGraphUnavailableException(
          "the social graph in %s failed: %s".formatted(file, e.getMessage()), e);
    }
    indexLock.writeLock().lock();
    try {
      inMemory.run();
    } finally {
      indexLock.writeLock().unlock();
    }
  }

  /**
   * Begins and commits with explicit SQL. The driver's {@code commit()} also begins the next
   * transaction; if that fails, it reports a failure although the data is committed.
   */
  private void transaction(Work work) throws SQLException {
    execute("BEGIN IMMEDIATE");
    boolean committed = false;
    try {
      work.run();
      execute("COMMIT");
      committed = true;
    } finally {
      if (!committed) {
        rollBack();
      }
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

  private void update(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    }
  }

  /** Closes the file. All completed changes are already in it. */
  @Override
  public void close() {
    writing.lock();
    try {
      open = false;
      connection.close();
    } catch (SQLException e) {
      throw new SocialGraphUnavailableException(
          "the social graph in " + file + " can't be closed", e);
    } finally {
      writing.unlock();
    }
  }
}
