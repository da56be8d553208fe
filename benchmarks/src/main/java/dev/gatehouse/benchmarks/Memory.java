package dev.gatehouse.benchmarks;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Measures the resident memory of {@code ./gatehouse} without options, once a minute, while clients
 * log in, refresh and call a guarded route, each without a pause.
 */
final class Memory {
  private static final int MINUTES = 10;
  private static final int CLIENTS_OF_A_KIND = 8;

  /** 200 MB. */
  private static final long LARGEST_MEBIBYTES = 190;

  private static final double LARGEST_GROWTH = 1.05;

  private final Server server;
  private final Client client = new Client();
  private final AtomicBoolean over = new AtomicBoolean();
  private final Load logins = new Load();
  private final Load refreshes = new Load();
  private final Load guards = new Load();

  private Memory(Server server) {
    this.server = server;
  }

  public static void main(String[] arguments) throws Exception {
    boolean reached;
    try (Workspace workspace = new Workspace();
        Server server =
            Server.start(
                workspace,
                Map.of("JAVA_HOME", System.getProperty("java.home")),
                List.of(Path.of("gatehouse").toAbsolutePath().toString()))) {
      reached = new Memory(server).run();
    }
    System.exit(reached ? 0 : 1);
  }

  private boolean run() throws IOException, InterruptedException {
    System.out.printf("idle: %d MiB resident%n", server.residentMebibytes());
    HttpRequest me = Client.me(server, client.idTokenOf(server, "alice"));
    HttpRequest login = Client.login(server, "alice");
    List<Long> resident = new ArrayList<>();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CLIENTS_OF_A_KIND; i++) {
        clients.execute(() -> logins.repeat(client, login, over::get));
        clients.execute(() -> guards.repeat(client, me, over::get));
        RefreshingClient session = new RefreshingClient(client, server);
        clients.execute(() -> session.repeat(refreshes, over::get));
      }
      long begin = System.nanoTime();
      for (int minute = 1; minute <= MINUTES; minute++) {
        Load.awaitTime(begin + Duration.ofMinutes(minute).toNanos());
        resident.add(server.residentMebibytes());
        System.out.printf("minute %2d: %d MiB resident%n", minute, resident.getLast());
      }
      over.set(true);
    }
    logins.print("logins");
    refreshes.print("refreshes");
    guards.print("GET /users/me");
    double growth = resident.getLast() / (double) resident.get(1);
    System.out.printf(
        "after %d minutes %d MiB (goal: at most %d), at its highest %d; the last minute to the"
            + " second: %.2f (goal: at most %.2f)%n",
        MINUTES,
        resident.getLast(),
        LARGEST_MEBIBYTES,
        server.highestResidentMebibytes(),
        growth,
        LARGEST_GROWTH);
    return resident.getLast() <= LARGEST_MEBIBYTES
        && growth <= LARGEST_GROWTH
        && logins.failures() + refreshes.failures() + guards.failures() == 0;
  }
}
