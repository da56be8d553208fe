package dev.gatehouse.adapter.embedded.hashing;

import dev.gatehouse.domain.IdentityProviderUnavailableException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A pool of platform threads that hash, sign and call SQLite.
 *
 * <p>Such work keeps a core busy or blocks in native code. On virtual threads it would block their
 * carrier threads, and with them all other requests. Callers wait for the pool instead. The number
 * of threads limits the memory for simultaneous hashes.
 */
public final class WorkerPool implements AutoCloseable {
  /** How long a caller waits, including the time in the queue. */
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  /**
   * The length of the queue per thread. At about 20 ms per hash the queue is done in 1.3 s, well
   * before the deadline, so accepted work also completes.
   */
  private static final int QUEUED_PER_THREAD = 64;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final ThreadPoolExecutor threads;
  private final int capacity;
  private final Duration deadline;
  private final LongAdder refused = new LongAdder();

  /** Creates a pool with one thread less than the machine has cores. */
  public static WorkerPool ofThisMachine() {
    return new WorkerPool(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
  }

  /** Creates a pool with the default queue and deadline. */
  public WorkerPool(int threads) {
    this(threads, threads * QUEUED_PER_THREAD);
  }

  /** Creates a pool with the default deadline. */
  WorkerPool(int threads, int queue) {
    this(threads, queue, DEADLINE);
  }

  /**
   * Creates a pool.
   *
   * @param queue how many tasks may wait for a thread; positive
   * @param deadline how long a caller waits for the result
   */
  public WorkerPool(int threads, int queue, Duration deadline) {
    this.capacity = queue;
    this.deadline = deadline;
    this.threads =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queue),
            Thread.ofPlatform().daemon().name("embedded-provider-", 0).factory());
  }

  /**
   * Runs work on one of the threads and returns its result, or throws its exception.
   *
   * @throws IdentityProviderUnavailableException at once if the queue is full or the pool is
   *     closed; if there is no result by the deadline or the caller is interrupted (the work is
   *     then dropped unless it has begun)
   */
  public <T extends @Nullable Object> T run(Supplier<T> work) {
    FutureTask<T> task = new FutureTask<>(work::get);
    try {
      threads.execute(task);
    } catch (RejectedExecutionException _) {
      refused.increment();
      throw threads.isShutdown()
          ? IdentityProviderUnavailableException.unavailable(
              "the embedded provider is closed", RETRY_AFTER, null)
          : IdentityProviderUnavailableException.overloaded(
              "the embedded provider's queue is full", RETRY_AFTER);
    }
    try {
      return task.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw rethrown(e);
    } catch (TimeoutException _) {
      drop(task);
      throw IdentityProviderUnavailableException.unavailable(
          "the embedded provider gave no answer within " + deadline, RETRY_AFTER, null);
    } catch (InterruptedException e) {
      drop(task);
      Thread.currentThread().interrupt();
      throw IdentityProviderUnavailableException.unavailable(
          "interrupted while waiting for the embedded provider", RETRY_AFTER, e);
    }
  }

  /** Runs work without a result. */
  void run(Runnable work) {
    this.<@Nullable Object>run(
        () -> {
          work.run();
          return null;
        });
  }

  public WorkerPoolState state() {
    return new WorkerPoolState(
        threads.getQueue().size(),
        capacity,
        threads.getActiveCount(),
        threads.getMaximumPoolSize(),
        refused.sum());
  }

  private void drop(FutureTask<?> task) {
    task.cancel(false);
    threads.remove(task);
  }

  private static RuntimeException rethrown(ExecutionException e) {
    return switch (e.getCause()) {
      case RuntimeException failure -> failure;
      case Error error -> throw error;
      case null, default -> new IllegalStateException("a supplier threw a checked exception", e);
    };
  }

  /** Accepts no more work and waits for the accepted work, at most until its deadline. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      var _ = threads.awaitTermination(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
