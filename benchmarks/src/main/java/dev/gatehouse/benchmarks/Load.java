package dev.gatehouse.benchmarks;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/** The latencies and results of many requests. Thread-safe. */
final class Load {
  private static final double MICROS_PER_MILLI = 1000;

  private final Histogram micros = new Histogram(TimeUnit.MINUTES.toMicros(2), 3);
  private final Map<Integer, Long> statuses = new TreeMap<>();

  synchronized void record(Duration latency, int status) {
    micros.recordValue(TimeUnit.NANOSECONDS.toMicros(latency.toNanos()));
    statuses.merge(status, 1L, Long::sum);
  }

  /** Adds the requests of another load. */
  synchronized void add(Load other) {
    synchronized (other) {
      micros.add(other.micros);
      other.statuses.forEach((status, count) -> statuses.merge(status, count, Long::sum));
    }
  }

  /** Sends many requests at the same moment and waits for all responses. */
  static Load atOnce(Client client, HttpRequest request, int count) throws InterruptedException {
    Load load = new Load();
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < count; i++) {
        threads.execute(
            () -> {
              try {
                start.await();
                long sent = System.nanoTime();
                int status = client.status(request);
                load.record(Duration.ofNanos(System.nanoTime() - sent), status);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
      }
      start.countDown();
    }
    return load;
  }

  /**
   * Sends requests on a fixed schedule, even if responses are late.
   *
   * <p>A latency counts from the time at which the request was due, so that a stall counts for
   * every request that it delayed.
   */
  static Load onSchedule(Client client, HttpRequest request, int perSecond, Duration time)
      throws InterruptedException {
    return onSchedule(client, () -> request, perSecond, time);
  }

  /** Sends requests on a fixed schedule, each time a different one. */
  static Load onSchedule(
      Client client, Supplier<HttpRequest> requests, int perSecond, Duration time)
      throws InterruptedException {
    Load load = new Load();
    long interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
    long begin = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (long due = begin; due < begin + time.toNanos(); due += interval) {
        awaitTime(due);
        long dueAt = due;
        threads.execute(
            () -> {
              try {
                int status = client.status(requests.get());
                load.record(Duration.ofNanos(System.nanoTime() - dueAt), status);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
      }
    }
    return load;
  }

  /** Waits until the monotonic clock ({@link System#nanoTime}) has reached a time. */
  static void awaitTime(long due) {
    while (System.nanoTime() < due) {
      LockSupport.parkNanos(due - System.nanoTime());
    }
  }

  /** Sends the next request when the last one has a response, until the end. */
  void repeat(Client client, HttpRequest request, BooleanSupplier over) {
    repeat(client, () -> request, over);
  }

  /** Sends requests on a fixed schedule, each time a different one. */
  void repeat(Client client, Supplier<HttpRequest> requests, BooleanSupplier over) {
    try {
      while (!over.getAsBoolean()) {
        long sent = System.nanoTime();
        int status = client.status(requests.get());
        record(Duration.ofNanos(System.nanoTime() - sent), status);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  synchronized long requests() {
    return micros.getTotalCount();
  }

  synchronized long answeredWith(int status) {
    return statuses.getOrDefault(status, 0L);
  }

  synchronized long failures() {
    return micros.getTotalCount() - answeredWith(200);
  }

  synchronized double millisAt(double percentile) {
    return micros.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
  }

  /** Returns the share of the requests that were answered with 200. */
  synchronized double succeeding() {
    return answeredWith(200) / (double) requests();
  }

  void printStatuses(String what) {
    System.out.printf(
        "%-52s %6d requests: %d answered 401, %d 429, %d 503, %d 200%n",
        what,
        requests(),
        answeredWith(401),
        answeredWith(429),
        answeredWith(503),
        answeredWith(200));
  }

  void print(String what) {
    System.out.printf(
        "%-52s %6d requests, %d failures; p50 %.1f ms, p99 %.1f ms, max %.1f ms%n",
        what, micros.getTotalCount(), failures(), millisAt(50), millisAt(99), millisAt(100));
  }
}
