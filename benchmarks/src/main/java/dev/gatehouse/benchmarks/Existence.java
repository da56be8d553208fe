package dev.gatehouse.benchmarks;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Measures whether the time of a response tells if a user exists, on a server that hides taken
 * names. The requests of a pair alternate in one run, so both have the same load of the machine.
 */
final class Existence {
  private static final int TRIES = 500;
  private static final int WARM_UP = 20;
  private static final double LARGEST_DIFFERENCE = 0.5;
  private static final double MILLION = 1_000_000;
  private static final Pattern CODE = Pattern.compile("\"code\":\"(\\d+)\"");

  private final Server server;
  private final Client client = new Client();
  private int settled;

  private Existence(Server server) {
    this.server = server;
  }

  /**
   * Two requests that a client must not be able to tell apart by the time.
   *
   * @param status the status of both responses
   * @param later whether work goes on after the response
   */
  private record Pair(
      String name,
      int status,
      boolean later,
      IntFunction<HttpRequest> existing,
      IntFunction<HttpRequest> free,
      List<Double> ofExisting,
      List<Double> ofFree) {
    Pair(
        String name,
        int status,
        boolean later,
        IntFunction<HttpRequest> existing,
        IntFunction<HttpRequest> free) {
      this(name, status, later, existing, free, new ArrayList<>(), new ArrayList<>());
    }

    boolean print() {
      double existingMedian = median(ofExisting);
      double freeMedian = median(ofFree);
      System.out.printf(
          "%-36s %7.2f ms %7.2f ms, difference %5.2f ms%n",
          name, existingMedian, freeMedian, existingMedian - freeMedian);
      return Math.abs(existingMedian - freeMedian) < LARGEST_DIFFERENCE;
    }

    private static double median(List<Double> times) {
      List<Double> sorted = times.stream().sorted().toList();
      return (sorted.get(TRIES / 2 - 1) + sorted.get(TRIES / 2)) / 2;
    }
  }

  public static void main(String[] arguments) throws Exception {
    try (Workspace workspace = new Workspace();
        Server server =
            Server.start(
                workspace,
                Map.of("REGISTRATION_CONFIRMATION", "code", "HIDE_TAKEN_USERNAMES", "true"))) {
      Existence existence = new Existence(server);
      existence.createUsers(workspace);
      List<Pair> pairs =
          List.of(
              new Pair(
                  "login: unconfirmed, unknown",
                  401,
                  false,
                  _ -> Client.login(server, "pending"),
                  i -> Client.login(server, free(i))),
              new Pair(
                  "register: taken, free",
                  201,
                  false,
                  _ -> existence.register("ataken1"),
                  i -> existence.register(free(i))),
              new Pair(
                  "forgotten password: taken, free",
                  202,
                  true,
                  _ -> existence.code("/password/forgot", "ataken1"),
                  i -> existence.code("/password/forgot", free(i))),
              new Pair(
                  "resend: unconfirmed, free",
                  202,
                  true,
                  _ -> existence.code("/users/confirmation/resend", "pending"),
                  i -> existence.code("/users/confirmation/resend", "r" + free(i).substring(1))));
      for (int i = -WARM_UP; i < TRIES; i++) {
        for (Pair pair : pairs) {
          existence.measure(pair, i);
        }
      }
      System.out.printf("medians of %d tries each:%n", TRIES);
      System.exit(pairs.stream().filter(pair -> !pair.print()).count() == 0 ? 0 : 1);
    }
  }

  /** Returns a name as long as the names of the users. */
  private static String free(int number) {
    return "f%06d".formatted(number + WARM_UP);
  }

  private void createUsers(Workspace workspace) throws IOException, InterruptedException {
    expect(201, register("ataken1"));
    String code =
        CODE.matcher(Files.readString(workspace.folder().resolve("data/captured-codes.jsonl")))
            .results()
            .map((MatchResult match) -> match.group(1))
            .findFirst()
            .orElseThrow();
    expect(
        204,
        Client.postFrom(
            server.url("/users/confirmation"),
            "{\"username\":\"ataken1\",\"code\":\"%s\"}".formatted(code),
            "127.0.0.1"));
    expect(201, register("pending"));
  }

  private HttpRequest register(String name) {
    return Client.postFrom(
        server.url("/users"),
        "{\"username\":\"%s\",\"password\":\"Correct1horse\",\"email\":\"%s@example.com\"}"
            .formatted(name, name),
        "127.0.0.1");
  }

  private HttpRequest code(String path, String name) {
    return Client.postFrom(server.url(path), "{\"username\":\"%s\"}".formatted(name), "127.0.0.1");
  }

  /** Sends both requests, each of them first in every second try. */
  private void measure(Pair pair, int number) throws InterruptedException {
    for (boolean existing : number % 2 == 0 ? List.of(true, false) : List.of(false, true)) {
      HttpRequest request = (existing ? pair.existing() : pair.free()).apply(number);
      long begun = System.nanoTime();
      expect(pair.status(), request);
      double took = (System.nanoTime() - begun) / MILLION;
      if (number >= 0) {
        (existing ? pair.ofExisting() : pair.ofFree()).add(took);
      }
      if (pair.later()) {
        // A login waits in the same queue, so it ends after the work of the request.
        expect(401, Client.login(server, "settle-" + settled++));
      }
    }
  }

  private void expect(int status, HttpRequest request) throws InterruptedException {
    int answered = client.status(request);
    if (answered != status) {
      throw new IllegalStateException("%s is answered with %d".formatted(request.uri(), answered));
    }
  }
}
