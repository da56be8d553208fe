package dev.gatehouse.examples.recommendations.adapter.sqlite;

import dev.gatehouse.domain.Subject;
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
import dev.gatehouse.examples.recommendations.domain.UnfollowOutcome;
import dev.gatehouse.examples.recommendations.domain.UnfollowOutcome.Unfollowed;
import dev.gatehouse.examples.recommendations.domain.port.SocialGraph;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stores the graph in a file, and reads it from memory.
 *
 * <p>A change is on the disk when its method returns. Opening loads the whole graph into memory:
 * about 500 bytes for a person with 20 edges, by the resident memory that {@code benchmarks/run.sh
 * recommendations} measures. Only one process at a time can open the file.
 */
public final class SqliteSocialGraph implements SocialGraph, AutoCloseable {
  private final GraphFile file;
  private final GraphIndex index;
  private final int mostFollowed;
  private final ReentrantLock writing = new ReentrantLock();
  private final ReentrantReadWriteLock indexLock = new ReentrantReadWriteLock();
  private volatile boolean open = true;

  private SqliteSocialGraph(GraphFile file, GraphIndex index, int mostFollowed) {
    this.file = file;
    this.index = index;
    this.mostFollowed = mostFollowed;
  }

  /**
   * Opens the graph in a file. Creates the file if it is missing.
   *
   * @param file the file; its folder is created if it is missing
   * @param mostFollowed how many people one person may follow; positive
   * @throws IllegalStateException if the file can't be opened; the message names the file
   */
  public static SqliteSocialGraph open(Path file, int mostFollowed) {
    GraphIndex index = new GraphIndex();
    return new SqliteSocialGraph(GraphFile.open(file, index), index, mostFollowed);
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
                    file.update(
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
                () -> file.update("DELETE FROM people WHERE id = ?", number),
                () -> index.leave(number));
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
                  file.update("DELETE FROM interests WHERE person = ?", number);
                  for (Interest interest : interests.all()) {
                    file.update(
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
                () ->
                    file.update(
                        "INSERT INTO follows (follower, followed) VALUES (?, ?)", one, other),
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
                () ->
                    file.update(
                        "DELETE FROM follows WHERE follower = ? AND followed = ?", one, other),
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

  /** Writes a change to the disk, and then to memory, where other requests see it. */
  private void write(GraphFile.Change onDisk, Runnable inMemory) {
    file.write(onDisk);
    indexLock.writeLock().lock();
    try {
      inMemory.run();
    } finally {
      indexLock.writeLock().unlock();
    }
  }

  /** Closes the file. All completed changes are already in it. */
  @Override
  public void close() {
    writing.lock();
    try {
      open = false;
      file.close();
    } finally {
      writing.unlock();
    }
  }
}
