package dev.gatehouse.adapter.jwt.key;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;

/** Runs what is due later, off the request path. */
public interface RefreshTimer extends AutoCloseable {
  /** Runs a task once, when the pause is over; never where the timer is closed before. */
  void schedule(Duration pause, Runnable task);

  /** Ends what runs, and starts nothing any more. */
  @Override
  void close();

  /** Runs as many tasks at a time, on threads of its own that keep no JVM alive. */
  static RefreshTimer onThreads(int count) {
    return new OnThreads(
        new ScheduledThreadPoolExecutor(
            count,
            Thread.ofPlatform().daemon().name("key-set-refresh-", 1).factory(),
            // What a task asks for while the timer is being closed.
            new DiscardPolicy()));
  }

  /** A timer on a pool. */
  record OnThreads(ScheduledThreadPoolExecutor threads) implements RefreshTimer {
    @Override
    public void schedule(Duration pause, Runnable task) {
      var _ = threads.schedule(task, pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
      threads.shutdownNow();
    }
  }
}
