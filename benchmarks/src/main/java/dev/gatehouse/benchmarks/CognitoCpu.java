package dev.gatehouse.benchmarks;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures the CPU time of a login on a user pool that responds at once. This is the work of the
 * server with the AWS SDK, which computes no hashes. The server runs on one core.
 */
final class CognitoCpu {
  private static final int SERVERS_CORE = 0;
  private static final int CLIENTS = 8;
  private static final int ROUNDS = 5;
  private static final int WARM_UP = 40_000;
  private static final int LOGINS = 4_000;
  private static final Duration GOAL = Duration.ofMillis(1);

  private CognitoCpu() {}

  public static void main(String[] arguments) throws Exception {
    Cost cost = new Cost("POST /login on a user pool");
    long failures = 0;
    try (Workspace workspace = new Workspace();
        SlowUserPool pool = new SlowUserPool(Duration.ZERO);
        Server server = Server.startOn(SERVERS_CORE, workspace, pool.variables())) {
      HttpRequest login = Client.login(server, "alice");
      // A new JVM compiles for longer than the 2 s limit of an attempt, if the machine is busy.
      logIn(login, WARM_UP);
      for (int round = 1; round <= ROUNDS; round++) {
        Duration before = server.cpu();
        failures += logIn(login, LOGINS);
        cost.add(server.cpu().minus(before), LOGINS);
      }
    }
    cost.print();
    System.exit(failures == 0 && cost.isAtMost(GOAL) ? 0 : 1);
  }

  /** Sends logins. Returns how many failed. */
  private static long logIn(HttpRequest login, int logins) {
    Client client = new Client();
    Load load = new Load();
    AtomicInteger begun = new AtomicInteger();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CLIENTS; i++) {
        clients.execute(() -> load.repeat(client, login, () -> begun.incrementAndGet() > logins));
      }
    }
    return load.failures();
  }
}
