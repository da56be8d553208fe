package dev.gatehouse.benchmarks;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Measures 500 logins at once with a user pool that needs 200 ms for each; then guarded calls while
 * the pool does not respond.
 */
final class CognitoLogins {
  private static final int LOGINS = 500;
  private static final int ROUNDS = 5;
  private static final int HANGING_CLIENTS = 100;
  private static final Duration HANGS_FOR = Duration.ofSeconds(2);
  private static final int CALLS_PER_SECOND = 100;
  private static final Duration MEASURED = Duration.ofSeconds(10);

  private CognitoLogins() {}

  public static void main(String[] arguments) throws Exception {
    long failures;
    try (Workspace workspace = new Workspace();
        SlowUserPool pool = new SlowUserPool(Duration.ofMillis(200));
        Server server = Server.start(workspace, pool.variables())) {
      failures = run(pool, server);
    }
    System.exit(failures == 0 ? 0 : 1);
  }

  private static long run(SlowUserPool pool, Server server) throws Exception {
    Client client = new Client();
    HttpRequest login = Client.login(server, "Alice");
    // A new JVM on two cores compiles for longer than the 2 s limit of an attempt.
    for (int logins : new int[] {20, 50, 100, 200, 300, 400, LOGINS}) {
      Load.atOnce(client, login, logins).print("warm-up: " + logins + " logins at once");
    }
    long failures = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      Load load = Load.atOnce(client, login, LOGINS);
      load.print("round " + round + ": 500 logins at once, 200 ms each");
      failures += load.failures();
    }
    HttpRequest me = Client.me(server, client.idTokenOf(server, "Alice"));
    Load.onSchedule(client, me, CALLS_PER_SECOND, Duration.ofSeconds(5))
        .print("warm-up: GET /users/me");
    Load before = Load.onSchedule(client, me, CALLS_PER_SECOND, MEASURED);
    before.print("GET /users/me, the pool idle");
    pool.hang();
    Load during;
    Load hanging = new Load();
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < HANGING_CLIENTS; i++) {
        // Spread over the 2 s that each login hangs, because users do not log in at the same
        // moments.
        Thread.sleep(HANGS_FOR.dividedBy(HANGING_CLIENTS));
        clients.execute(() -> hanging.repeat(client, login, over::get));
      }
      pool.awaitHanging(HANGING_CLIENTS);
      during = Load.onSchedule(client, me, CALLS_PER_SECOND, MEASURED);
      over.set(true);
    }
    during.print("GET /users/me, while " + HANGING_CLIENTS + " logins hang at any time");
    System.out.printf(
        "ratio while hanging to idle: p50 %.2f, p99 %.2f%n",
        during.millisAt(50) / before.millisAt(50), during.millisAt(99) / before.millisAt(99));
    System.out.printf(
        "the logins that hung: %d of %d answered 503, after %.1f s at most%n",
        hanging.answeredWith(503), hanging.requests(), hanging.millisAt(100) / 1000);
    return failures + before.failures() + during.failures();
  }
}
