package dev.gatehouse.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Measures the time from start to ready of the archive and of {@code ./gatehouse}, in turns. */
final class Start {
  private static final int ROUNDS = 15;
  private static final Path UNPACKED = Path.of("dist", "target", "unpacked elsewhere");
  private static final String WITH_CACHE = "-XX:AOTMode=on";
  private static final String WITHOUT_CACHE = "-XX:AOTMode=off";

  private Start() {}

  /** A way to start, and its times. */
  private record Variant(String name, long goalMillis, List<Long> millis) {
    Variant(String name, long goalMillis) {
      this(name, goalMillis, new ArrayList<>());
    }

    void start(Workspace workspace, Path program, String option) throws InterruptedException {
      Map<String, String> environment =
          Map.of("JAVA_OPTS", option, "JAVA_HOME", System.getProperty("java.home"));
      try (Server server =
          Server.start(workspace, environment, List.of(program.toAbsolutePath().toString()))) {
        millis.add(server.startTime().toMillis());
      }
    }

    long median() {
      return Median.of(millis);
    }

    boolean print() {
      boolean reached = median() <= goalMillis;
      System.out.printf(
          "start to ready, %-40s median of %d: %4d ms (%d to %d)%s%n",
          name,
          millis.size(),
          median(),
          Collections.min(millis),
          Collections.max(millis),
          goalMillis == Long.MAX_VALUE ? "" : "; goal: at most " + goalMillis + " ms");
      return reached;
    }
  }

  public static void main(String[] arguments) throws Exception {
    Path archive;
    try (Stream<Path> homes = Files.list(UNPACKED)) {
      archive = homes.findFirst().orElseThrow().resolve("bin/gatehouse");
    }
    Path launcher = Path.of("gatehouse");
    Variant first = new Variant("archive, in an empty folder", 800);
    Variant without = new Variant("archive, without the cache", Long.MAX_VALUE);
    Variant with = new Variant("archive", 500);
    Variant source = new Variant("./gatehouse", 1000);
    List<Variant> variants = List.of(first, without, with, source);
    for (int round = 0; round <= ROUNDS; round++) {
      try (Workspace workspace = new Workspace()) {
        first.start(workspace, archive, WITH_CACHE);
        without.start(workspace, archive, WITHOUT_CACHE);
        with.start(workspace, archive, WITH_CACHE);
        source.start(workspace, launcher, WITH_CACHE);
      }
      if (round == 0) {
        // The first finds the files on the disk, and ./gatehouse makes its cache.
        variants.forEach(variant -> variant.millis().clear());
      }
    }
    boolean reached = variants.stream().filter(variant -> !variant.print()).count() == 0;
    System.out.printf(
        "ratio, without the cache to with it: %.2f%n", (double) without.median() / with.median());
    System.exit(reached ? 0 : 1);
  }
}
