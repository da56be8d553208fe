package dev.gatehouse.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The CPU time in microseconds that the server's process uses per request, one value per round. */
final class Cost {
  private final String name;
  private final List<Double> rounds = new ArrayList<>();

  Cost(String name) {
    this.name = name;
  }

  /**
   * Reads the CPU time of all threads in user and kernel mode. Linux counts hundredths of a second.
   */
  static Duration cpu(Process process) {
    return cpu(process.toHandle());
  }

  /** Reads the CPU time of a process. */
  static Duration cpu(ProcessHandle process) {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** Adds a round. */
  void add(Duration cpu, long requests) {
    rounds.add(cpu.toNanos() / 1000.0 / requests);
  }

  double median() {
    return Median.of(rounds);
  }

  /** Returns whether the median is at most this time. */
  boolean isAtMost(Duration cpu) {
    return median() <= cpu.toNanos() / 1000.0;
  }

  void print() {
    System.out.printf(
        "%-34s median of %d: %6.1f us of CPU per request (%.1f to %.1f)%n",
        name, rounds.size(), median(), Collections.min(rounds), Collections.max(rounds));
  }

  static void printRatio(String what, Cost cost, Cost other) {
    System.out.printf("ratio, %s: %.2f%n", what, cost.ratioTo(other));
  }

  double ratioTo(Cost other) {
    return median() / other.median();
  }
}
