package dev.gatehouse.harness.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A Redis server on a port of the loopback interface, with its own folder. It keeps no data on
 * disk.
 *
 * <p>The process ends with {@link #close()}. Mark tests that start one with
 * {@code @RequiresTool(Tool.REDIS)}.
 */
public final class RedisServer implements AutoCloseable {
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(20);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

  private final Path folder;
  private final int port;
  private final List<String> options;
  private Process process;

  private RedisServer(Path folder, int port, List<String> options, Process process) {
    this.folder = folder;
    this.port = port;
    this.options = options;
    this.process = process;
  }

  /**
   * Starts a server and waits until it listens.
   *
   * @param options more options of {@code redis-server}; {@code %PORT%} is replaced by the port
   * @throws UncheckedIOException if it does not start
   */
  public static RedisServer start(String... options) {
    try {
      int port = freePort();
      List<String> all = new ArrayList<>(List.of("--port", Integer.toString(port)));
      for (String option : options) {
        all.add(option.replace("%PORT%", Integer.toString(port)));
      }
      Path folder = Files.createTempDirectory("redis");
      return new RedisServer(folder, port, all, process(folder, port, all));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A cluster also uses the port plus 10,000. */
  private static int freePort() throws IOException {
    for (int attempt = 0; attempt < 100; attempt++) {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        if (socket.getLocalPort() < 55_000) {
          return socket.getLocalPort();
        }
      }
    }
    throw new IOException("no free port");
  }

  private static Process process(Path folder, int port, List<String> options) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("redis-server", "--bind", "127.0.0.1", "--save", "", "--dir"));
    command.add(folder.toString());
    command.addAll(options);
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    long deadline = System.nanoTime() + STARTS_WITHIN.toNanos();
    while (process.isAlive() && System.nanoTime() < deadline) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return process;
      } catch (IOException e) {
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      }
    }
    process.destroyForcibly();
    throw new IOException("redis-server did not start:\n" + Files.readString(log));
  }

  /** Returns the port. */
  public int port() {
    return port;
  }

  /** Returns {@code redis://127.0.0.1:PORT}. */
  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** Has {@code redis-cli} run a command; returns its output. */
  public String run(String... command) {
    List<String> all = new ArrayList<>(List.of("redis-cli", "-p", Integer.toString(port)));
    all.addAll(Arrays.asList(command));
    try {
      Execution execution = Execution.of(new ProcessBuilder(all), STARTS_WITHIN);
      return execution.output().strip() + execution.errors().strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the process as a crash does. */
  public void kill() {
    try {
      process.destroyForcibly().waitFor(STARTS_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops the process without ending it, as SIGSTOP does. */
  public void pause() {
    signal("STOP");
  }

  /** Lets a paused process go on. */
  public void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      Execution.of(
          new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())), STARTS_WITHIN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts again on the same port, without data. */
  public void restart() {
    try {
      process = process(folder, port, options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
