package dev.gatehouse.benchmarks;

import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.harness.http.KeySetServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures what metrics and JSON logs cost {@code GET /users/me}. Two servers take turns: one with
 * both, whose metrics are collected in each round, and one without.
 */
final class MetricsCost {
  private static final int SERVERS_CORE = 0;
  private static final int LOADS_CORE = 1;
  private static final int ROUNDS = 9;
  private static final Duration WINDOW = Duration.ofSeconds(4);
  private static final Duration WARM_UP = Duration.ofSeconds(20);

  private MetricsCost() {}

  public static void main(String[] arguments) throws Exception {
    CognitoTokens mint = new CognitoTokens();
    try (Workspace workspace = new Workspace();
        KeySetServer keys = new KeySetServer(mint::keySet)) {
      BearerToken token = mint.distinct(1).getFirst();
      Path tokens = workspace.folder().resolve("tokens");
      Files.write(tokens, List.of(token.reveal()));
      Wrk wrk = new Wrk(workspace, LOADS_CORE, tokens);
      int management = Server.freePort();
      Server with =
          start(
              workspace,
              keys,
              Map.of("MANAGEMENT_PORT", Integer.toString(management), "LOG_FORMAT", "json"));
      Server without = start(workspace, keys, Map.of());
      HttpRequest collecting =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + "/metrics")).build();
      for (Server server : List.of(without, with)) {
        wrk.repeated(server.url("/"), WARM_UP);
      }
      Cost costWithout = new Cost("nothing on");
      Cost costWith = new Cost("figures collected, JSON logs");
      for (int round = 1; round <= ROUNDS; round++) {
        Duration before = Cost.cpu(without.process());
        long requests = wrk.repeated(without.url("/"), WINDOW);
        costWithout.add(Cost.cpu(without.process()).minus(before), requests);

        before = Cost.cpu(with.process());
        requests = wrk.repeated(with.url("/"), WINDOW);
        collect(collecting, requests);
        costWith.add(Cost.cpu(with.process()).minus(before), requests);
      }
      costWithout.print();
      costWith.print();
      Cost.printRatio("all of it on to all of it off", costWith, costWithout);
    }
  }

  private static Server start(Workspace workspace, KeySetServer keys, Map<String, String> more)
      throws InterruptedException {
    Map<String, String> variables = new HashMap<>(CognitoTokens.variables(keys.url()));
    variables.putAll(more);
    return Server.startOn(SERVERS_CORE, workspace, variables, "-XX:+UseSerialGC", "-Xmx96m");
  }

  /** Checks that the metrics exist and include the requests of this round. */
  private static void collect(HttpRequest collecting, long requests)
      throws IOException, InterruptedException {
    HttpResponse<String> figures = new Client().answer(collecting);
    String counted =
        figures
            .body()
            .lines()
            .filter(
                line ->
                    line.startsWith(
                        "http_server_requests_seconds_count{method=\"GET\",route=\"/users/me\",status=\"200\"}"))
            .findFirst()
            .orElseThrow();
    if (Double.parseDouble(counted.substring(counted.indexOf("} ") + 2)) < requests) {
      throw new IllegalStateException("after " + requests + " requests: " + counted);
    }
  }
}
