package dev.gatehouse.adapter.jwt;

import dev.gatehouse.adapter.jwt.key.RefreshTimer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that a test moves, and a timer that runs due tasks on the test's thread. */
public final class ManualTimer implements RefreshTimer, InstantSource {
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final AtomicLong elapsedNanos = new AtomicLong();
  private final Queue<Task> tasks = new PriorityQueue<>(Comparator.comparingLong(Task::due));

  private volatile Duration turned = Duration.ZERO;

  private record Task(long due, Runnable task) {}

  @Override
  public Instant instant() {
    return START.plusNanos(elapsedNanos.get()).plus(turned);
  }

  @Override
  public long nanoTime() {
    return elapsedNanos.get();
  }

  /** Turns the clock; no time passes. */
  public void turnClock(Duration by) {
    turned = turned.plus(by);
  }

  @Override
  public void schedule(Duration pause, Runnable task) {
    tasks.add(new Task(nanoTime() + pause.toNanos(), task));
  }

  /** Moves the clock without running tasks. Any thread may call it. */
  public void passes(Duration time) {
    elapsedNanos.addAndGet(time.toNanos());
  }

  /** Runs the due tasks, and those that become due because of them. */
  public int runDue() {
    int run = 0;
    while (!tasks.isEmpty() && tasks.element().due() <= nanoTime()) {
      tasks.remove().task().run();
      run++;
    }
    return run;
  }

  /** Moves the clock to the time of the next task and runs the task. */
  public void runNext() {
    Task next = tasks.remove();
    if (next.due() > nanoTime()) {
      passes(Duration.ofNanos(next.due() - nanoTime()));
    }
    next.task().run();
  }

  @Override
  public void close() {
    tasks.clear();
  }
}
