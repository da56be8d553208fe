package dev.gatehouse.benchmarks.lambda;

import dev.gatehouse.harness.lambda.FunctionProcess;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** The times of a function that has handled many events of a kind, one event after the other. */
final class WarmFunction {
  private static final int EVENTS = 1_000;
  private static final double MICROS_PER_MILLI = 1000;

  private final String name;
  private final FunctionProcess function;
  private final Event event;
  private final Times medians = new Times();
  private final Times p99s = new Times();

  WarmFunction(String name, FunctionProcess function, Event event) {
    this.name = name;
    this.function = function;
    this.event = event;
  }

  /** Sends events without measuring. */
  void warmUp(int events) {
    for (int i = 0; i < events; i++) {
      event.send(function);
    }
  }

  /** Adds a round. */
  void measure() {
    Histogram micros = new Histogram(TimeUnit.MINUTES.toMicros(2), 3);
    for (int i = 0; i < EVENTS; i++) {
      long sent = System.nanoTime();
      event.send(function);
      micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - sent));
    }
    medians.add(micros.getValueAtPercentile(50) / MICROS_PER_MILLI);
    p99s.add(micros.getValueAtPercentile(99) / MICROS_PER_MILLI);
  }

  void print() {
    medians.print(name + ", p50");
    p99s.print(name + ", p99");
  }

  void printRatios(WarmFunction other) {
    medians.printRatio(name + " to " + other.name + ", p50", other.medians);
    p99s.printRatio(name + " to " + other.name + ", p99", other.p99s);
  }
}
