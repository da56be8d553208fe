package dev.gatehouse.benchmarks;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Simulates attackers who fill the queue for password hashes with made-up names, within the default
 * limits, while an owner logs in and refreshes a session from a known address. First 15 addresses
 * attack at their allowed rate, then all networks of one IPv6 block of 56 bits.
 */
final class HashQueue {
  private static final String OWNERS_ADDRESS = "203.0.113.7";
  private static final Duration MEASURED = Duration.ofSeconds(30);
  private static final int REFRESHES_PER_SECOND = 5;
  private static final double ENOUGH = 0.95;
  private static final double MOST_DELAY = 3;

  private HashQueue() {}

  public static void main(String[] arguments) throws Exception {
    Load quiet = new Load();
    boolean quietHolds = run("nobody attacking", 0, _ -> "", quiet, quiet);
    // 15 addresses with 100 attempts a minute each.
    boolean addresses = run("15 addresses", 25, i -> "198.18.0." + i % 15, new Load(), quiet);
    boolean block =
        run("one IPv6 /56", 50, i -> "2001:db8:0:%x::1".formatted(i % 256), new Load(), quiet);
    System.exit(quietHolds && addresses && block ? 0 : 1);
  }

  /** Returns whether the owner's requests succeed without much delay. */
  private static boolean run(
      String who, int attacksPerSecond, IntFunction<String> address, Load refreshes, Load quiet)
      throws Exception {
    Map<String, String> settings = Server.withDefaultLimits(Map.of("TRUSTED_PROXIES", "127.0.0.1"));
    try (Workspace workspace = new Workspace();
        Server server = Server.start(workspace, settings)) {
      Client client = new Client();
      client.idTokenOf(server, "alice");
      HttpRequest login = Client.loginFrom(server, "alice", "Correct1horse", OWNERS_ADDRESS);
      Load.onSchedule(client, login, 2, Duration.ofSeconds(5));
      AtomicInteger next = new AtomicInteger();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<Load> attack =
            threads.submit(
                () ->
                    attacksPerSecond == 0
                        ? new Load()
                        : Load.onSchedule(
                            client,
                            () -> {
                              int i = next.getAndIncrement();
                              return Client.loginFrom(
                                  server, "user-" + i, "Wrong1horse", address.apply(i));
                            },
                            attacksPerSecond,
                            MEASURED));
        Future<?> refreshing = threads.submit(() -> refresh(client, server, login, refreshes));
        Load logins = Load.onSchedule(client, login, 1, MEASURED);
        refreshing.get();
        logins.print("owner's logins, " + who);
        refreshes.print("owner's refreshes, " + who);
        attack.get().printStatuses("  the attack");
        double delay = refreshes.millisAt(99) / quiet.millisAt(99);
        System.out.printf(
            "  of the owner's requests succeed: logins %.2f, refreshes %.2f; refresh p99 to the"
                + " quiet one: %.2f; resident %d MiB%n",
            logins.succeeding(), refreshes.succeeding(), delay, server.highestResidentMebibytes());
        return logins.succeeding() >= ENOUGH
            && refreshes.succeeding() >= ENOUGH
            && delay <= MOST_DELAY;
      }
    }
  }

  /** Refreshes one session on a fixed schedule, always with the newest token. */
  private static Void refresh(Client client, Server server, HttpRequest login, Load load)
      throws Exception {
    String token = Client.refreshToken(client.answer(login));
    long interval = Duration.ofSeconds(1).toNanos() / REFRESHES_PER_SECOND;
    long begin = System.nanoTime();
    for (long due = begin; due < begin + MEASURED.toNanos(); due += interval) {
      Load.awaitTime(due);
      HttpResponse<String> response =
          client.answer(
              Client.postFrom(
                  server.url("/token/refresh"),
                  "{\"refreshToken\":\"%s\"}".formatted(token),
                  OWNERS_ADDRESS));
      load.record(Duration.ofNanos(System.nanoTime() - due), response.statusCode());
      if (response.statusCode() == 200) {
        token = Client.refreshToken(response);
      }
    }
    return null;
  }
}
