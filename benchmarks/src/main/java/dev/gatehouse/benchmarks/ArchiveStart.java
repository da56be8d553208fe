package dev.gatehouse.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures the time from start to ready of the archive. Starts with and without the AOT cache take
 * turns.
 */
final class ArchiveStart {
  private static final int ROUNDS = 15;
  private static final Path UNPACKED = Path.of("dist", "target", "unpacked elsewhere");

  private ArchiveStart() {}

  public static void main(String[] arguments) throws Exception {
    String program;
    try (Stream<Path> homes = Files.list(UNPACKED)) {
      program =
          homes.findFirst().orElseThrow().resolve("bin/gatehouse").toAbsolutePath().toString();
    }
    List<Long> with = new ArrayList<>();
    List<Long> without = new ArrayList<>();
    List<Long> first = new ArrayList<>();
    for (int round = 0; round <= ROUNDS; round++) {
      try (Workspace workspace = new Workspace()) {
        first.add(startMillis(workspace, program, "-XX:AOTMode=on"));
        without.add(startMillis(workspace, program, "-XX:AOTMode=off"));
        with.add(startMillis(workspace, program, "-XX:AOTMode=on"));
      }
      if (round == 0) {
        // The first finds the files on the disk.
        List.of(with, without, first).forEach(List::clear);
      }
    }
    print("without the cache", without);
    print("with the cache", with);
    print("with the cache, making a key first", first);
    System.out.printf(
        "ratio, without the cache to with it: %.2f%n", (double) median(without) / median(with));
  }

  private static long startMillis(Workspace workspace, String program, String option)
      throws InterruptedException {
    try (Server server =
        Server.start(workspace, Map.of("GATEHOUSE_JAVA_OPTS", option), List.of(program))) {
      return server.startTime().toMillis();
    }
  }

  private static void print(String what, List<Long> millis) {
    System.out.printf(
        "start to ready %-36s median of %d: %4d ms (%d to %d)%n",
        what + ",",
        millis.size(),
        median(millis),
        Collections.min(millis),
        Collections.max(millis));
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
