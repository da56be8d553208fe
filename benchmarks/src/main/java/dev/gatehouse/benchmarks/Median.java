package dev.gatehouse.benchmarks;

import java.util.Collection;

/** The median of the rounds of a benchmark. */
public final class Median {
  private Median() {}

  /** Returns the middle value; of an even number of values, the higher one in the middle. */
  public static <T extends Comparable<T>> T of(Collection<T> rounds) {
    return rounds.stream().sorted().skip(rounds.size() / 2).findFirst().orElseThrow();
  }
}
