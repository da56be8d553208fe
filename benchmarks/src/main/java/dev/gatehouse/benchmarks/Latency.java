package dev.gatehouse.benchmarks;

import dev.gatehouse.domain.token.BearerToken;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The latency of a server at a fixed rate, one value per round. */
final class Latency {
  private static final double MICROS_PER_SECOND = 1_000_000;

  private final String name;
  private final URI server;
  private final int perSecond;
  private final List<Double> medians = new ArrayList<>();
  private final List<Double> p99s = new ArrayList<>();

  /**
   * Prepares the measurement at half of the saturating load, which is the rate at which the server
   * uses half of its core.
   *
   * @param cost the CPU time of such a request
   */
  Latency(String name, URI server, Cost cost) {
    this.name = name;
    this.server = server;
    this.perSecond = (int) (MICROS_PER_SECOND / cost.median() / 2);
  }

  /** Adds a round with this number of requests, which send the tokens in turn. */
  void measure(List<BearerToken> tokens, int count) throws IOException {
    Load load = PacedClient.run(server, tokens, perSecond, count);
    if (load.failures() > 0) {
      throw new IllegalStateException("%s: %d requests failed".formatted(name, load.failures()));
    }
    medians.add(load.millisAt(50));
    p99s.add(load.millisAt(99));
  }

  double p99() {
    return Median.of(p99s);
  }

  void print() {
    System.out.printf(
        "%-34s at %6d/s, medians of %d: p50 %.2f ms, p99 %.2f ms%n",
        name, perSecond, p99s.size(), Median.of(medians), Median.of(p99s));
  }
}
