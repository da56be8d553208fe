package dev.gatehouse.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The packaged server as a process of its own, in a workspace, on a free port of the loopback
 * interface.
 */
final class Server implements AutoCloseable {
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
  private static final Path JAR = Path.of("bootstrap", "target", "gatehouse.jar").toAbsolutePath();

  private final Process process;
  private final URI url;
  private final Duration startTime;

  private Server(Process process, URI url, long started) throws InterruptedException {
    this.process = process;
    this.url = url;
    Client client = new Client();
    while (!client.isReady(url)) {
      if (!process.isAlive() || System.nanoTime() - started > STARTS_WITHIN.toNanos()) {
        throw new IllegalStateException("the server does not start; is it built?");
      }
      process.waitFor(2, TimeUnit.MILLISECONDS);
    }
    startTime = Duration.ofNanos(System.nanoTime() - started);
  }

  /** Starts a server with its data in a workspace, and waits until it is ready. */
  static Server start(Workspace workspace, Map<String, String> variables, String... options)
      throws InterruptedException {
    int port = freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-jar", JAR.toString()));
    Map<String, String> environment = new HashMap<>(variables);
    environment.put("PORT", Integer.toString(port));
    long started = System.nanoTime();
    Process process = workspace.start(command, environment, "server.log");
    return new Server(process, URI.create("http://127.0.0.1:" + port), started);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI url(String path) {
    return url.resolve(path);
  }

  /** From the start of the process to the first ready answer. */
  Duration startTime() {
    return startTime;
  }

  /** Resident memory in MiB, as the kernel counts it. */
  long residentMebibytes() {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "status"))
              .lines()
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .findFirst()
              .orElseThrow()
          / 1024;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    Workspace.stop(process);
  }
}
