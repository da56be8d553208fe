package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The installed HAProxy before several nodes. Each request goes to the next node. */
record HaProxy(Process process, int port) implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

  /** Starts HAProxy and waits until it accepts connections. */
  static HaProxy start(Path folder, List<Integer> nodes) throws IOException {
    int port = GatehouseProcess.freePort();
    StringBuilder configuration =
        new StringBuilder(
            """
            defaults
              mode http
              timeout connect 5s
              timeout client 30s
              timeout server 30s

            listen gatehouse
              bind 127.0.0.1:%d
              balance roundrobin
            """
                .formatted(port));
    for (int node : nodes) {
      configuration.append("  server node%1$d 127.0.0.1:%1$d%n".formatted(node));
    }
    Path file = Files.writeString(Files.createTempFile(folder, "haproxy", ".cfg"), configuration);
    Path output = Files.createTempFile(folder, "haproxy", ".log");
    Process process =
        new ProcessBuilder("haproxy", "-db", "-f", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    while (!accepts(port)) {
      assertThat(process.isAlive()).as("%s", Files.readString(output)).isTrue();
      assertThat(System.nanoTime()).as("accepts in time").isLessThan(deadline);
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    return new HaProxy(process, port);
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException _) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
