package dev.gatehouse.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Measures a client that opens a connection for each guarded call, while 10,000 other connections
 * send headers, send a body or read a response as slowly as they can, from one address and from a
 * hundred.
 */
final class SlowPeers {
  static {
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "connection");
  }

  private static final int CONNECTIONS = 10_000;
  private static final int CALLS_PER_SECOND = 10;
  private static final Duration MEASURED = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(30);

  private SlowPeers() {}

  public static void main(String[] arguments) throws Exception {
    long failures = 0;
    for (SlowConnections.Kind kind : SlowConnections.Kind.values()) {
      for (int addresses : new int[] {1, 100}) {
        failures += measure(kind, addresses);
      }
    }
    System.exit(failures == 0 ? 0 : 1);
  }

  private static long measure(SlowConnections.Kind kind, int addresses)
      throws IOException, InterruptedException {
    try (Workspace workspace = new Workspace();
        Server server =
            Server.start(
                workspace,
                Map.of("SHUTDOWN_GRACE_SECONDS", "2"),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-XX:+ExitOnOutOfMemoryError")) {
      Client client = new Client();
      HttpRequest me = closing(Client.me(server, client.idTokenOf(server, "alice")));
      Load calm = Load.onSchedule(client, me, CALLS_PER_SECOND, Duration.ofSeconds(5));
      System.out.printf(
          "%,d connections with slow %s from %d address%s%n",
          CONNECTIONS, kind.name().toLowerCase(Locale.ROOT), addresses, addresses == 1 ? "" : "es");
      calm.print("  GET /users/me, before");
      long residentBefore = server.residentMebibytes();
      Load during;
      try (SlowConnections attack =
          new SlowConnections(server.url("/").getPort(), kind, CONNECTIONS, addresses)) {
        attack.awaitTried();
        during = Load.onSchedule(client, me, CALLS_PER_SECOND, MEASURED);
        during.print("  GET /users/me, meanwhile");
        System.out.printf(
            "  at the end %,d connections open for the clients, %,d closed by the server%n",
            attack.open(), attack.closedByServer());
        print(server, residentBefore);
      }
      return during.failures();
    }
  }

  /** Creates a request on a connection of its own, with a time-out. */
  private static HttpRequest closing(HttpRequest request) {
    return HttpRequest.newBuilder(request, (_, _) -> true)
        .header("Connection", "close")
        .timeout(PATIENCE)
        .build();
  }

  private static void print(Server server, long residentBefore)
      throws IOException, InterruptedException {
    Process process = server.process();
    if (!process.isAlive()) {
      System.out.printf("  the server has ended with exit code %d%n", process.exitValue());
      return;
    }
    System.out.printf(
        "  the server: %d MiB resident (%d before), %d threads of the system, %,d sockets",
        server.residentMebibytes(), residentBefore, server.threads(), sockets(process));
    long begin = System.nanoTime();
    process.destroy();
    boolean stopped = process.waitFor(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS);
    System.out.printf(
        stopped ? "; stops in %.1f s%n" : "; does not stop in %.1f s%n",
        Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0);
  }

  private static long sockets(Process process) throws IOException {
    Path folder = Path.of("/proc", Long.toString(process.pid()), "fd");
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(SlowPeers::isSocket).count();
    }
  }

  private static boolean isSocket(Path file) {
    try {
      return Files.readSymbolicLink(file).toString().startsWith("socket:");
    } catch (NoSuchFileException _) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
