package dev.gatehouse.benchmarks;

import dev.gatehouse.testkit.server.TestServer;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * Measures how long a server for a feature's tests takes to start and to stop, in a JVM that has
 * started some before. The start ends with the first response to a logged-in user.
 */
final class TestkitStart {
  private static final int WARM_UP = 20;
  private static final int STARTS = 100;

  private TestkitStart() {}

  public static void main(String[] arguments) {
    Histogram starts = new Histogram(3);
    Histogram stops = new Histogram(3);
    Duration first = Duration.ZERO;
    for (int i = 0; i < WARM_UP + STARTS; i++) {
      long begin = System.nanoTime();
      TestServer server = TestServer.start();
      long users = server.client().loggedInAs(server.user("alice")).get("/users/me").status();
      long answered = System.nanoTime();
      server.close();
      long stopped = System.nanoTime();
      if (users != 200) {
        throw new IllegalStateException("answered " + users);
      }
      if (i == 0) {
        first = Duration.ofNanos(answered - begin);
      }
      if (i >= WARM_UP) {
        starts.recordValue((answered - begin) / 1000);
        stops.recordValue((stopped - answered) / 1000);
      }
    }
    System.out.printf(
        "server for tests, from start to the first user's answer: first %d ms; of %d warm ones p50"
            + " %.1f ms, p99 %.1f ms, max %.1f ms; stop p50 %.1f ms, max %.1f ms%n",
        first.toMillis(),
        STARTS,
        millis(starts.getValueAtPercentile(50)),
        millis(starts.getValueAtPercentile(99)),
        millis(starts.getMaxValue()),
        millis(stops.getValueAtPercentile(50)),
        millis(stops.getMaxValue()));
  }

  private static double millis(long micros) {
    return micros / 1000.0;
  }
}
