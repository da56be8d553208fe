package dev.gatehouse.benchmarks;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures the time from start to ready, and the resident memory when idle and under load, with the
 * JVM's defaults and with a small heap.
 */
final class StartAndMemory {
  private static final int STARTS = 10;
  private static final int CALLS_PER_SECOND = 500;
  private static final Duration UNDER_LOAD = Duration.ofSeconds(15);
  private static final Duration IDLE = Duration.ofSeconds(10);

  private StartAndMemory() {}

  public static void main(String[] arguments) throws Exception {
    List<Long> first = new ArrayList<>();
    List<Long> again = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      try (Workspace workspace = new Workspace()) {
        first.add(startMillis(workspace));
        again.add(startMillis(workspace));
      }
    }
    System.out.printf(
        "start to ready, median of %d: %d ms in an empty folder, %d ms in one with a key%n",
        STARTS, median(first), median(again));
    long failures = memory("JVM defaults");
    failures += memory("-XX:+UseSerialGC -Xmx256m", "-XX:+UseSerialGC", "-Xmx256m");
    System.exit(failures == 0 ? 0 : 1);
  }

  private static long startMillis(Workspace workspace) throws InterruptedException {
    try (Server server = Server.start(workspace, Map.of())) {
      return server.startTime().toMillis();
    }
  }

  private static long median(List<Long> values) {
    Collections.sort(values);
    return values.get(values.size() / 2);
  }

  private static long memory(String what, String... options) throws Exception {
    try (Workspace workspace = new Workspace();
        Server server = Server.start(workspace, Map.of(), options)) {
      LockSupport.parkNanos(IDLE.toNanos());
      long idle = server.residentMebibytes();
      Client client = new Client();
      HttpRequest me = Client.me(server, client.idTokenOf(server, "alice"));
      Load load = Load.onSchedule(client, me, CALLS_PER_SECOND, UNDER_LOAD);
      Load logins =
          Load.onSchedule(client, Client.login(server, "alice"), 5, Duration.ofSeconds(10));
      System.out.printf(
          "%s: %d MiB idle after %d s, %d MiB after %d s of GET /users/me at %d/s and 10 s of"
              + " logins at 5/s%n",
          what,
          idle,
          IDLE.toSeconds(),
          server.residentMebibytes(),
          UNDER_LOAD.toSeconds(),
          CALLS_PER_SECOND);
      return load.failures() + logins.failures();
    }
  }
}
