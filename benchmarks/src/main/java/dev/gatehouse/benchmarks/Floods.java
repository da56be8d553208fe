package dev.gatehouse.benchmarks;

import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/**
 * Measures what requests cost that anyone can send: user names of combining marks against names of
 * letters, and logouts of sessions that do not exist.
 */
final class Floods {
  private static final int MARKS = 8_000;

  /** Normalization sorts marks by class, which takes long for marks in the wrong order. */
  private static final String MARKS_TO_SORT = "\u0301\u0323";

  private static final int REQUESTS = 400;
  private static final int ADDRESSES = 200;
  private static final int CLIENTS = 16;
  private static final Duration MEASURED = Duration.ofSeconds(13);
  private static final double MOST_EXPENSIVE = 3;
  private static final double MILLION = 1_000_000;

  private Floods() {}

  public static void main(String[] arguments) throws Exception {
    boolean cheap = marksAgainstLetters();
    boolean quiet = logouts();
    System.exit(cheap && quiet ? 0 : 1);
  }

  /** Returns whether a name of marks costs about as much as a name of letters. */
  private static boolean marksAgainstLetters() throws Exception {
    try (Workspace workspace = new Workspace();
        Server server = Server.start(workspace, Map.of("TRUSTED_PROXIES", "127.0.0.1"))) {
      Client client = new Client();
      IntFunction<HttpRequest> letters = i -> login(server, "xx".repeat(MARKS), i);
      IntFunction<HttpRequest> marks = i -> login(server, MARKS_TO_SORT.repeat(MARKS / 2), i);
      cpuPerRequest(server, client, letters);
      cpuPerRequest(server, client, marks);
      double ofLetters = cpuPerRequest(server, client, letters);
      double ofMarks = cpuPerRequest(server, client, marks);
      System.out.printf(
          "POST /login with a name of 16,000 bytes: %.2f ms of CPU for letters, %.2f ms for marks;"
              + " ratio %.2f; %s%n",
          ofLetters, ofMarks, ofMarks / ofLetters, load(server));
      return ofMarks / ofLetters < MOST_EXPENSIVE;
    }
  }

  private static HttpRequest login(Server server, String name, int number) {
    return Client.loginFrom(server, name, "Wrong1horse", "198.18.0." + number % ADDRESSES);
  }

  /** Sends requests one after the other and returns the CPU time of the server in ms for each. */
  private static double cpuPerRequest(
      Server server, Client client, IntFunction<HttpRequest> requests) throws InterruptedException {
    Duration before = cpu(server);
    for (int i = 0; i < REQUESTS; i++) {
      int status = client.status(requests.apply(i));
      if (status != 422) {
        throw new IllegalStateException("a name that is too long is answered with " + status);
      }
    }
    return cpu(server).minus(before).toNanos() / MILLION / REQUESTS;
  }

  private static Duration cpu(Server server) {
    return server.process().info().totalCpuDuration().orElseThrow();
  }

  /** Returns whether logouts that end no session leave the log alone. */
  private static boolean logouts() throws Exception {
    try (Workspace workspace = new Workspace();
        Server server =
            Server.start(
                workspace, Server.withDefaultLimits(Map.of("TRUSTED_PROXIES", "127.0.0.1")))) {
      Client client = new Client();
      Path log = workspace.folder().resolve("server.log");
      long before = Files.size(log);
      AtomicInteger next = new AtomicInteger();
      Load logouts = new Load();
      long end = System.nanoTime() + MEASURED.toNanos();
      BooleanSupplier over = () -> System.nanoTime() >= end;
      try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < CLIENTS; i++) {
          clients.execute(
              () ->
                  logouts.repeat(
                      client,
                      () ->
                          Client.postFrom(
                              server.url("/logout"),
                              "{\"refreshToken\":\"unknown-%d\"}".formatted(next.get()),
                              "198.18.0." + next.getAndIncrement() % ADDRESSES),
                      over));
        }
      }
      long written = Files.size(log) - before;
      System.out.printf(
          "logouts of unknown sessions from %d addresses: %,d requests in %d s: %,d answered 204,"
              + " %,d 429; the log has grown by %,d bytes; %s%n",
          ADDRESSES,
          logouts.requests(),
          MEASURED.toSeconds(),
          logouts.answeredWith(204),
          logouts.answeredWith(429),
          written,
          load(server));
      return written < logouts.requests();
    }
  }

  private static String load(Server server) {
    return "%d MiB resident, %d threads of the system"
        .formatted(server.residentMebibytes(), server.threads());
  }
}
