package dev.gatehouse.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** The goals of a benchmark: ratios with a maximum. */
final class Goals {
  private final List<String> missed = new ArrayList<>();

  /** Prints a ratio and whether the goal is reached. */
  void check(String what, double ratio, double most) {
    boolean reached = ratio <= most;
    System.out.printf(
        "goal, %s: %.2f, at most %.2f: %s%n", what, ratio, most, reached ? "reached" : "MISSED");
    if (!reached) {
      missed.add(what);
    }
  }

  /** Returns whether no goal was missed. */
  boolean areReached() {
    return missed.isEmpty();
  }
}
