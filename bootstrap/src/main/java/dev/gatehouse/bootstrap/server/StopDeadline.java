package dev.gatehouse.bootstrap.server;

import java.time.Duration;
import java.util.function.Consumer;

/** Ends the process if it does not stop in time, whatever hangs. */
final class StopDeadline {
  /** Writing to a pipe that nobody reads does not end. */
  private static final Duration REPORTED_WITHIN = Duration.ofMillis(200);

  private final Consumer<Throwable> report;
  private final Runnable halt;

  /**
   * Creates a deadline.
   *
   * @param report reports where the stop hangs; may hang itself
   * @param halt ends the process at once
   */
  StopDeadline(Consumer<Throwable> report, Runnable halt) {
    this.report = report;
    this.halt = halt;
  }

  /** Starts the time for the stop on the current thread. */
  void start(Duration time) {
    Thread stopping = Thread.currentThread();
    var _ = daemon(() -> haltAfter(time, stopping));
  }

  private void haltAfter(Duration time, Thread stopping) {
    try {
      Thread.sleep(time);
      Throwable place = new Throwable("the stop hangs here");
      place.setStackTrace(stopping.getStackTrace());
      var _ = daemon(() -> report.accept(place)).join(REPORTED_WITHIN);
    } catch (InterruptedException e) {
      // Nobody interrupts this thread. If somebody did, the process would still have to end.
      Thread.currentThread().interrupt();
    } finally {
      halt.run();
    }
  }

  private static Thread daemon(Runnable task) {
    return Thread.ofPlatform().daemon().name("stop-deadline").start(task);
  }
}
