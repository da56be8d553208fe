package dev.gatehouse.benchmarks;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures recommendations from the embedded social graph, at 20 requests per second, on graphs of
 * 10,000 to 100,000 people. Shows how latency and memory grow.
 */
final class Recommendations {
  private static final List<Integer> SIZES = List.of(10_000, 25_000, 50_000, 100_000);
  private static final int USERS = 40;
  private static final int PER_SECOND = 20;
  private static final Duration WARM_UP = Duration.ofSeconds(30);
  private static final Duration MEASURED = Duration.ofSeconds(60);
  private static final Path FEATURE =
      Path.of("examples/recommendations/target/recommendations.jar");
  private static final Path PLOT = Path.of("docs/images/recommendations.png").toAbsolutePath();
  private static final String[] OPTIONS = {"-XX:+UseSerialGC", "-Xmx512m"};

  /** The server starts twice, on two ports, and its tokens must be valid on both. */
  private static final Map<String, String> ISSUER = Map.of("PUBLIC_URL", "http://gatehouse.test");

  private static final Pattern SUB = Pattern.compile("\"sub\":\"([^\"]+)\"");

  private Recommendations() {}

  private record Row(
      int people, int edges, double p50, double p99, long resident, long started, long failures) {}

  public static void main(String[] arguments) throws Exception {
    List<Row> rows = new ArrayList<>();
    for (int people : SIZES) {
      rows.add(measured(people));
    }
    plot(rows);
    System.out.println(
        "| people | edges | p50, ms | p99, ms | resident memory, MiB | start to ready, ms |");
    System.out.println("| ---: | ---: | ---: | ---: | ---: | ---: |");
    for (Row row : rows) {
      System.out.printf(
          "| %,d | %,d | %.1f | %.1f | %d | %d |%n",
          row.people(), row.edges(), row.p50(), row.p99(), row.resident(), row.started());
    }
    System.exit(rows.stream().allMatch(row -> row.failures() == 0) ? 0 : 1);
  }

  private static Row measured(int people) throws Exception {
    try (Workspace workspace = new Workspace()) {
      Client client = new Client();
      List<String> tokens = new ArrayList<>();
      try (Server server = Server.start(workspace, ISSUER, OPTIONS)) {
        for (int i = 0; i < USERS; i++) {
          tokens.add(client.idTokenOf(server, "user" + i));
        }
      }
      Path file = workspace.folder().resolve("graph.db");
      SocialGraphFile.Made made = made(file, people, tokens);
      Map<String, String> variables = new HashMap<>(ISSUER);
      variables.put("GRAPH_FILE", file.toString());
      try (Server server = Server.startWith(FEATURE, workspace, variables, OPTIONS)) {
        List<HttpRequest> requests =
            tokens.stream().map(token -> recommendations(server, token)).toList();
        refuseOtherThanRecommendations(client, requests.getFirst());
        Random random = new Random(people);
        Load.onSchedule(client, () -> any(requests, random), PER_SECOND, WARM_UP);
        Load load = Load.onSchedule(client, () -> any(requests, random), PER_SECOND, MEASURED);
        load.print(
            "%,d people, %,d edges (at most %,d followed, %,d followers)"
                .formatted(made.people(), made.edges(), made.mostFollowed(), made.mostFollowers()));
        return new Row(
            people,
            made.edges(),
            load.millisAt(50),
            load.millisAt(99),
            server.residentMebibytes(),
            server.startTime().toMillis(),
            load.failures());
      }
    }
  }

  private static SocialGraphFile.Made made(Path file, int people, List<String> tokens)
      throws SQLException {
    return SocialGraphFile.make(file, people, tokens.stream().map(Recommendations::sub).toList());
  }

  /** Reads the subject of our own token without verifying it. */
  private static String sub(String idToken) {
    String claims =
        new String(
            Base64.getUrlDecoder().decode(idToken.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    Matcher sub = SUB.matcher(claims);
    if (!sub.find()) {
      throw new IllegalStateException("a token without sub");
    }
    return sub.group(1);
  }

  private static HttpRequest recommendations(Server server, String idToken) {
    return HttpRequest.newBuilder(server.url("/social/recommendations"))
        .header("Authorization", "Bearer " + idToken)
        .build();
  }

  private static synchronized HttpRequest any(List<HttpRequest> requests, Random random) {
    return requests.get(random.nextInt(requests.size()));
  }

  private static void refuseOtherThanRecommendations(Client client, HttpRequest request)
      throws IOException, InterruptedException {
    String answer = client.answer(request).body();
    if (!answer.contains("people you follow") || !answer.contains("\"next\":")) {
      throw new IllegalStateException("not a page of recommendations: " + answer);
    }
  }

  private static void plot(List<Row> rows) throws IOException {
    new Plot(
            "GET /social/recommendations at 20 requests a second",
            "people (20 edges each)",
            values(rows, Row::people))
        .titles("latency, ms", "resident memory, MiB")
        .left("p50, ms", values(rows, Row::p50))
        .left("p99, ms", values(rows, Row::p99))
        .right("resident, MiB", values(rows, Row::resident))
        .save(PLOT);
  }

  private static double[] values(List<Row> rows, ToDoubleFunction<Row> column) {
    return rows.stream().mapToDouble(column).toArray();
  }
}
