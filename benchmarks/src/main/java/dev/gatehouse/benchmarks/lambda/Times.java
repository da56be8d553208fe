package dev.gatehouse.benchmarks.lambda;

import dev.gatehouse.benchmarks.Median;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Times in milliseconds, one per round. */
final class Times {
  private final List<Double> rounds = new ArrayList<>();

  void add(double millis) {
    rounds.add(millis);
  }

  void print(String what) {
    System.out.printf(
        "%-57s median of %d: %8.2f ms (%.2f to %.2f)%n",
        what, rounds.size(), median(), Collections.min(rounds), Collections.max(rounds));
  }

  /** Prints the ratio of the medians, and the lowest and the highest ratio of a round. */
  void printRatio(String what, Times other) {
    List<Double> ratios =
        IntStream.range(0, rounds.size())
            .mapToObj(round -> rounds.get(round) / other.rounds.get(round))
            .toList();
    System.out.printf(
        "%-57s ratio %.2f (%.2f to %.2f)%n",
        what, median() / other.median(), Collections.min(ratios), Collections.max(ratios));
  }

  private double median() {
    return Median.of(rounds);
  }
}
