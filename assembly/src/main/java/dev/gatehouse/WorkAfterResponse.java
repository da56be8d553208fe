package dev.gatehouse;

import dev.gatehouse.domain.IdentityProviderUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Runs work after the response to its request. Work that fails is logged and counted, because no
 * response can say it any more.
 */
public final class WorkAfterResponse implements Executor, AutoCloseable {
  private static final Logger LOG = System.getLogger(WorkAfterResponse.class.getName());
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  /** More than wait for a hash on 4 cores. There, the queue for hashes decides who waits. */
  private static final int CAPACITY = 256;

  /** Waiting for a hash and computing it take at most as long. */
  private static final Duration DONE_WITHIN = Duration.ofSeconds(10);

  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("after-response-", 0).factory());
  private final Semaphore places = new Semaphore(CAPACITY);
  private final LongAdder failures = new LongAdder();

  WorkAfterResponse() {}

  /**
   * Starts work.
   *
   * @throws IdentityProviderUnavailableException if too much work runs or waits, or after {@link
   *     #finish}
   */
  @Override
  public void execute(Runnable work) {
    if (!places.tryAcquire()) {
      throw IdentityProviderUnavailableException.overloaded(
          "too much work waits after responses", RETRY_AFTER);
    }
    try {
      threads.execute(() -> run(work));
    } catch (RejectedExecutionException e) {
      places.release();
      throw IdentityProviderUnavailableException.unavailable(
          "no work begins during the stop", RETRY_AFTER, e);
    }
  }

  private void run(Runnable work) {
    boolean done = false;
    try {
      work.run();
      done = true;
    } catch (IdentityProviderUnavailableException e) {
      LOG.log(Level.WARNING, "Work after a response failed: {0}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "Work after a response failed", e);
    } finally {
      places.release();
      if (!done) {
        failures.increment();
      }
    }
  }

  /** Waits until no work is left. Returns whether this was so in time. */
  boolean await(Duration within) {
    try {
      if (!places.tryAcquire(CAPACITY, within.toNanos(), TimeUnit.NANOSECONDS)) {
        return false;
      }
      places.release(CAPACITY);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Returns how many tasks have failed. */
  public long failures() {
    return failures.sum();
  }

  /**
   * Accepts no more work, and waits for the rest. Work that is not done in time is interrupted,
   * logged and counted as failed.
   */
  public void finish(Duration within) {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(within.toNanos(), TimeUnit.NANOSECONDS)) {
        var _ = threads.shutdownNow();
      }
    } catch (InterruptedException _) {
      var _ = threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  /** Finishes the work, for at most 10 s. */
  @Override
  public void close() {
    finish(DONE_WITHIN);
  }
}
