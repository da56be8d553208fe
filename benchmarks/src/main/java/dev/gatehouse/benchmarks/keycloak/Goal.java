package dev.gatehouse.benchmarks.keycloak;

import dev.gatehouse.benchmarks.Median;
import java.util.ArrayList;
import java.util.List;

/** What is measured of Gatehouse and of Keycloak in each round, and the goal for its ratio. */
final class Goal {
  private final String name;
  private final double lowest;
  private final double highest;
  private final List<Double> gatehouse = new ArrayList<>();
  private final List<Double> keycloak = new ArrayList<>();

  private Goal(String name, double lowest, double highest) {
    this.name = name;
    this.lowest = lowest;
    this.highest = highest;
  }

  static Goal none(String name) {
    return new Goal(name, 0, Double.MAX_VALUE);
  }

  static Goal atLeast(String name, double ratio) {
    return new Goal(name, ratio, Double.MAX_VALUE);
  }

  static Goal atMost(String name, double ratio) {
    return new Goal(name, 0, ratio);
  }

  /** Adds the value of a round. */
  void add(LoginServer product, double value) {
    (product instanceof Keycloak ? keycloak : gatehouse).add(value);
  }

  /** Prints a line of the table. Returns whether the goal is met. */
  boolean print() {
    double ratio = Median.of(gatehouse) / Median.of(keycloak);
    boolean met = ratio >= lowest && ratio <= highest;
    System.out.printf(
        "%-32s %28s %28s %7.3f  %s%n",
        name, text(gatehouse), text(keycloak), ratio, goal(met ? "met" : "missed"));
    return met;
  }

  private String goal(String result) {
    if (highest < Double.MAX_VALUE) {
      return "at most %.3f: %s".formatted(highest, result);
    }
    return lowest > 0 ? "at least %.3f: %s".formatted(lowest, result) : "";
  }

  private static String text(List<Double> rounds) {
    return "%s (%s to %s)"
        .formatted(
            number(Median.of(rounds)),
            number(rounds.stream().min(Double::compare).orElseThrow()),
            number(rounds.stream().max(Double::compare).orElseThrow()));
  }

  private static String number(double value) {
    return (value < 10 ? "%.3f" : value < 100 ? "%.1f" : "%.0f").formatted(value);
  }
}
