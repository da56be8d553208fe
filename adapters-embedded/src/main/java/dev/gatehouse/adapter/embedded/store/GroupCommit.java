package dev.gatehouse.adapter.embedded.store;

import dev.gatehouse.adapter.embedded.store.SqliteDatabase.Work;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Commits writes in groups. All writes that wait at the same moment share one transaction, and so
 * one sync of the disk, which takes longer than the writes. One thread runs them in turn.
 *
 * <p>Each write has its own savepoint: one that fails changes nothing, and the others go on. No
 * caller gets a result before the commit, because the result of a write may depend on an earlier
 * one of the group. If the commit fails, all fail.
 */
final class GroupCommit implements AutoCloseable {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final SqliteConnection connection;
  private final int capacity;
  private final Thread thread =
      Thread.ofPlatform().daemon().name("group-commit").unstarted(this::run);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private List<Write<?>> waiting = new ArrayList<>();
  private boolean closed;

  /**
   * Starts the thread.
   *
   * @param capacity how many writes may wait; positive
   */
  GroupCommit(SqliteConnection connection, int capacity) {
    this.connection = connection;
    this.capacity = capacity;
    thread.start();
  }

  /**
   * Runs work in a transaction and returns its result, or throws its exception.
   *
   * @throws SqlFailure if the database fails
   * @throws IdentityProviderUnavailableException at once if too many writes wait or this is closed;
   *     if the caller is interrupted (the work is then dropped unless it has begun)
   */
  <T extends @Nullable Object> T write(Work<T> work) {
    Write<T> write = new Write<>(work);
    enqueue(write);
    try {
      return write.result.get();
    } catch (ExecutionException e) {
      throw rethrown(e);
    } catch (InterruptedException e) {
      write.result.cancel(false);
      Thread.currentThread().interrupt();
      throw unavailable("interrupted while waiting for the database", e);
    }
  }

  private void enqueue(Write<?> write) {
    lock.lock();
    try {
      if (closed) {
        throw unavailable("the database is closed", null);
      }
      if (waiting.size() >= capacity) {
        throw IdentityProviderUnavailableException.overloaded(
            "too many writes wait for the database", RETRY_AFTER);
      }
      waiting.add(write);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private static RuntimeException rethrown(ExecutionException e) {
    return switch (e.getCause()) {
      case RuntimeException failure -> failure;
      case Error error -> throw error;
      case null, default -> new IllegalStateException("work threw a checked exception", e);
    };
  }

  private static IdentityProviderUnavailableException unavailable(
      String reason, @Nullable Throwable cause) {
    return IdentityProviderUnavailableException.unavailable(reason, RETRY_AFTER, cause);
  }

  private void run() {
    for (List<Write<?>> group = next(); !group.isEmpty(); group = next()) {
      commit(group);
    }
  }

  /** Waits for writes and takes all that wait; none if this is closed. */
  private List<Write<?>> next() {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        changed.awaitUninterruptibly();
      }
      List<Write<?>> group = waiting;
      waiting = new ArrayList<>();
      return group;
    } finally {
      lock.unlock();
    }
  }

  private void commit(List<Write<?>> group) {
    try {
      connection.<@Nullable Object>write(
          transaction -> {
            group.forEach(write -> write.run(transaction));
            return null;
          });
    } catch (RuntimeException | Error e) {
      group.forEach(write -> write.result.completeExceptionally(e));
      return;
    }
    group.forEach(write -> write.outcome.run());
  }

  /** Accepts no more writes and waits for the accepted ones. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Write<T extends @Nullable Object> {
    private final Work<T> work;
    private final CompletableFuture<T> result = new CompletableFuture<>();

    /** Completes the result. */
    private Runnable outcome = () -> {};

    private Write(Work<T> work) {
      this.work = work;
    }

    private void run(Transaction transaction) {
      if (result.isDone()) {
        return; // The caller waits no longer.
      }
      transaction.update("SAVEPOINT work");
      try {
        T value = work.run(transaction);
        outcome = () -> result.complete(value);
      } catch (RuntimeException | Error e) {
        outcome = () -> result.completeExceptionally(e);
        rollBack(transaction, e);
      }
      transaction.update("RELEASE work");
    }

    /** Fails if the failure has rolled back the whole transaction, for example on a full disk. */
    private static void rollBack(Transaction transaction, Throwable failure) {
      try {
        transaction.update("ROLLBACK TO work");
      } catch (SqlFailure e) {
        throw failure instanceof SqlFailure first ? first : e;
      }
    }
  }
}
