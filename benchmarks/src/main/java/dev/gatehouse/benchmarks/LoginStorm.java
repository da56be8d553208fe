package dev.gatehouse.benchmarks;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Measures guarded calls while 32 clients log in without a pause, on the embedded provider with its
 * real hash parameters.
 */
final class LoginStorm {
  private static final int CLIENTS = 32;
  private static final int CALLS_PER_SECOND = 100;
  private static final Duration MEASURED = Duration.ofSeconds(15);

  private LoginStorm() {}

  public static void main(String[] arguments) throws Exception {
    long failures;
    try (Workspace workspace = new Workspace();
        Server server = Server.start(workspace, Map.of())) {
      failures = run(server);
    }
    System.exit(failures == 0 ? 0 : 1);
  }

  private static long run(Server server) throws InterruptedException {
    Client client = new Client();
    HttpRequest me = Client.me(server, client.idTokenOf(server, "alice"));
    HttpRequest login = Client.login(server, "alice");
    Load.onSchedule(client, me, CALLS_PER_SECOND, Duration.ofSeconds(5))
        .print("warm-up: GET /users/me");
    Load calm = Load.onSchedule(client, me, CALLS_PER_SECOND, MEASURED);
    calm.print("GET /users/me, nobody logging in");

    Load logins = new Load();
    AtomicBoolean over = new AtomicBoolean();
    Load stormy;
    try (ExecutorService storm = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CLIENTS; i++) {
        storm.execute(() -> logins.repeat(client, login, over::get));
      }
      stormy = Load.onSchedule(client, me, CALLS_PER_SECOND, MEASURED);
      over.set(true);
    }
    stormy.print("GET /users/me, while 32 clients log in");
    logins.print("the logins");
    System.out.printf(
        "ratio in the storm to calm: p50 %.2f, p99 %.2f; %.1f logins/s, %d answered 503%n",
        stormy.millisAt(50) / calm.millisAt(50),
        stormy.millisAt(99) / calm.millisAt(99),
        logins.answeredWith(200) / (double) MEASURED.toSeconds(),
        logins.answeredWith(503));
    return calm.failures() + stormy.failures() + logins.failures();
  }
}
