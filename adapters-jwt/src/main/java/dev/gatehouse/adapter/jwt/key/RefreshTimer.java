package dev.gatehouse.adapter.jwt.key;

import dev.gatehouse.domain.Ticker;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;

/** Measures time, and runs tasks later, on threads that do not process requests. */
public interface RefreshTimer extends AutoCloseable, Ticker {
  /** Runs a task once after the pause. Does not run it if the timer is closed first. */
  void schedule(Duration pause, Runnable task);

  /** Interrupts running tasks and starts no new ones. */
  @Override
  void close();

  /** Returns a timer that runs up to {@code count} tasks at once, on its own daemon threads. */
  static RefreshTimer onThreads(int count) {
    return new OnThreads(
        new ScheduledThreadPoolExecutor(
            count,
            Thread.ofPlatform().daemon().name("key-set-refresh-", 1).factory(),
            // Drops tasks that are scheduled while the timer closes.
            new DiscardPolicy()));
  }

  /** A timer on a thread pool. */
  record OnThreads(ScheduledThreadPoolExecutor threads) implements RefreshTimer {
    @Override
    public void schedule(Duration pause, Runnable task) {
      var _ = threads.schedule(task, pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public long nanoTime() {
      return SYSTEM.nanoTime();
    }

    @Override
    public void close() {
      threads.shutdownNow();
    }
  }
}
