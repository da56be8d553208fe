package dev.gatehouse.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

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
    List<RefreshingClient> sessions = new ArrayList<>();
    client.idTokenOf(server, "alice");
    for (int i = 0; i < CLIENTS; i++) {
      sessions.add(new RefreshingClient(client, server));
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
  private long measure(List<RefreshingClient> sessions, Cost cost) {
    Load load = new Load();
    Duration before = server.cpu();
    long begin = System.nanoTime();
    repeat(sessions, load, WINDOW);
    double seconds = (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
    Duration cpu = server.cpu().minus(before);
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

  private static void repeat(List<RefreshingClient> sessions, Load load, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (RefreshingClient session : sessions) {
        threads.execute(() -> session.repeat(load, () -> System.nanoTime() >= end));
      }
    }
  }
}
