package dev.gatehouse.benchmarks;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures refreshes on the embedded provider: 32 clients refresh their sessions without a pause.
 * The server runs on one core, the clients on the others. Then measures what a login costs besides
 * its hash.
 */
final class Refreshes {
  private static final int SERVERS_CORE = 0;
  private static final int CLIENTS = 32;
  private static final int ROUNDS = 5;
  private static final Duration WARM_UP = Duration.ofSeconds(30);
  private static final Duration WINDOW = Duration.ofSeconds(8);
  private static final Pattern REFRESH_TOKEN = Pattern.compile("\"refreshToken\":\"([^\"]+)\"");

  private final Client client = new Client();
  private final Server server;

  private Refreshes(Server server) {
    this.server = server;
  }

  public static void main(String[] arguments) throws Exception {
    long failures;
    try (Workspace workspace = new Workspace();
        Server server = Server.startOn(SERVERS_CORE, workspace, Map.of(), arguments)) {
      failures = new Refreshes(server).run();
    }
    LoginWithoutHash.print();
    System.exit(failures == 0 ? 0 : 1);
  }

  private long run() throws Exception {
    List<Session> sessions = new ArrayList<>();
    client.idTokenOf(server, "alice");
    for (int i = 0; i < CLIENTS; i++) {
      sessions.add(new Session());
    }
    Load warmUp = new Load();
    repeat(sessions, warmUp, WARM_UP);
    long failures = warmUp.failures();
    Cost cost = new Cost("a refresh, 32 clients");
    Cost alone = new Cost("a refresh, 1 client");
    for (int round = 0; round < ROUNDS; round++) {
      failures += measure(sessions, cost);
    }
    failures += measure(sessions.subList(0, 1), alone);
    cost.print();
    alone.print();
    return failures;
  }

  /** Returns how many requests have failed. */
  private long measure(List<Session> sessions, Cost cost) {
    Load load = new Load();
    Duration before = Cost.cpu(server.process());
    long begin = System.nanoTime();
    repeat(sessions, load, WINDOW);
    double seconds = (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
    Duration cpu = Cost.cpu(server.process()).minus(before);
    cost.add(cpu, load.requests());
    load.print("%d clients refresh".formatted(sessions.size()));
    System.out.printf(
        "  %.0f a second; %.2f of the core used, so %.0f a second and core; %.0f us of CPU each%n",
        load.requests() / seconds,
        cpu.toMillis() / 1000.0 / seconds,
        load.requests() / (cpu.toMillis() / 1000.0),
        cpu.toNanos() / 1000.0 / load.requests());
    return load.failures();
  }

  private static void repeat(List<Session> sessions, Load load, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Session session : sessions) {
        threads.execute(() -> session.refreshUntil(end, load));
      }
    }
  }

  /** A session of a client; it always has the newest token. */
  private final class Session {
    private String token;

    private Session() throws IOException, InterruptedException {
      token = refreshToken(client.answer(Client.login(server, "alice")));
    }

    private void refreshUntil(long end, Load load) {
      try {
        while (System.nanoTime() < end) {
          HttpRequest request = Client.refresh(server, token);
          long sent = System.nanoTime();
          HttpResponse<String> response = client.answer(request);
          load.record(Duration.ofNanos(System.nanoTime() - sent), response.statusCode());
          if (response.statusCode() == 200) {
            token = refreshToken(response);
          }
        }
      } catch (IOException e) {
        load.record(Duration.ZERO, 0);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static String refreshToken(HttpResponse<String> response) {
    Matcher token = REFRESH_TOKEN.matcher(response.body());
    if (!token.find()) {
      throw new IllegalStateException("no refresh token: " + response.statusCode());
    }
    return token.group(1);
  }
}
