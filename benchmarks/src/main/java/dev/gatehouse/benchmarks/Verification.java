package dev.gatehouse.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the ways to verify tokens in separate processes, in several rounds, and compares the
 * medians.
 */
final class Verification {
  private static final int ROUNDS = 5;

  private Verification() {}

  public static void main(String[] arguments) throws RunnerException {
    Map<String, List<Double>> micros = new TreeMap<>();
    for (int round = 1; round <= ROUNDS; round++) {
      for (RunResult result : round()) {
        String name = result.getPrimaryResult().getLabel();
        micros.computeIfAbsent(name, _ -> new ArrayList<>()).add(score(result));
      }
    }
    micros.forEach(
        (name, rounds) -> {
          Collections.sort(rounds);
          System.out.printf(
              "%-15s median of %d: %6.2f us (%.2f to %.2f)%n",
              name, ROUNDS, median(micros, name), rounds.getFirst(), rounds.getLast());
        });
    double firstSight = median(micros, "firstSight");
    System.out.printf(
        "ratio of Nimbus to first sight: %.2f%n", median(micros, "nimbus") / firstSight);
    System.out.printf(
        "ratio of first sight to the signature alone: %.2f%n",
        firstSight / median(micros, "signatureAlone"));
  }

  private static Collection<RunResult> round() throws RunnerException {
    return new Runner(
            new OptionsBuilder()
                .include(VerificationBenchmark.class.getName())
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(3)
                .measurementTime(TimeValue.seconds(1))
                .jvmArgsAppend(
                    "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build())
        .run();
  }

  private static double score(RunResult result) {
    return result.getPrimaryResult().getScore();
  }

  private static double median(Map<String, List<Double>> micros, String name) {
    return Median.of(micros.getOrDefault(name, List.of()));
  }
}
