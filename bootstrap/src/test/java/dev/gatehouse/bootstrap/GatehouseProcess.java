package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs the packaged jar as its users do, or the archive if the property {@code gatehouse.home} has
 * its unpacked folder. There is no java on the path.
 */
public final class GatehouseProcess implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 20;

  /** The folder of the archive; null if the jar is run. */
  private static final @Nullable String HOME = System.getProperty("gatehouse.home");

  private static final Path TARGET = Path.of("target").toAbsolutePath();

  /** The options of the launcher. A missing cache is ignored. */
  static final List<String> OPTIONS =
      List.of("@" + TARGET.resolve("java.options"), "-XX:AOTCache=" + TARGET.resolve("tests.aot"));

  /** Returns the command without arguments. */
  static final List<String> COMMAND =
      HOME == null
          ? List.of(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              OPTIONS.getFirst(),
              OPTIONS.getLast(),
              "-jar",
              TARGET.resolve("gatehouse.jar").toString())
          : List.of(Path.of(HOME, "bin", "gatehouse").toString());

  /** The programs that the archive's launcher needs. */
  private static final List<String> TOOLS = List.of("sh", "dirname", "readlink");

  /** Settings without rate limits, for tests with many requests from one address. */
  static final Map<String, String> UNLIMITED =
      Map.of(
          "LOGIN_ATTEMPTS", "0",
          "LOGIN_ATTEMPTS_PER_ACCOUNT", "0",
          "LOGIN_ATTEMPTS_PER_ADDRESS", "0",
          "REQUESTS_PER_ADDRESS", "0",
          "REGISTRATIONS_PER_ADDRESS", "0",
          "CODES_PER_ACCOUNT", "0",
          "CODES_PER_MAILBOX", "0");

  private final Process process;
  private final InetAddress host;
  private final int port;
  private final Path output;

  private boolean printsSecrets;

  private GatehouseProcess(Process process, InetAddress host, int port, Path output) {
    this.process = process;
    this.host = host;
    this.port = port;
    this.output = output;
  }

  /** Starts the jar and waits until it is ready. */
  static GatehouseProcess serve(Path folder, Map<String, String> variables, String... arguments) {
    return launch(folder, variables, arguments).waitUntilReady();
  }

  /** Starts the jar without waiting. */
  static GatehouseProcess launch(Path folder, Map<String, String> variables, String... arguments) {
    try {
      Map<String, String> environment = new HashMap<>(System.getenv());
      environment.keySet().retainAll(List.of("PATH", "HOME"));
      environment.putAll(variables);
      if (HOME != null) {
        environment.put("PATH", pathWithoutJava(folder));
      }
      return launch(
          folder,
          environment,
          Stream.of(COMMAND, List.of(arguments)).flatMap(List::stream).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts a command without waiting.
   *
   * @param variables all environment variables except {@code PORT} and {@code DATA_DIR}, which have
   *     defaults here
   */
  static GatehouseProcess launch(Path folder, Map<String, String> variables, List<String> command) {
    try {
      Path output = Files.createTempFile(folder, "gatehouse", ".log");
      ProcessBuilder builder = new ProcessBuilder(command);
      Map<String, String> environment = builder.environment();
      environment.clear();
      environment.putAll(variables);
      environment.putIfAbsent("PORT", Integer.toString(freePort()));
      environment.putIfAbsent("DATA_DIR", folder.resolve("data").toString());
      Process process =
          builder
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      return new GatehouseProcess(
          process,
          InetAddress.getByName(
              variables.getOrDefault("HOST", "").equals("::1") ? "::1" : "127.0.0.1"),
          Integer.parseInt(environment.getOrDefault("PORT", "0")),
          output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the server is ready. */
  GatehouseProcess waitUntilReady() {
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    while (!isReady()) {
      assertThat(process.isAlive()).as("%s", output()).isTrue();
      assertThat(System.nanoTime()).as("ready in time").isLessThan(deadline);
      exitsWithin(Duration.ofMillis(POLL_MILLIS));
    }
    return this;
  }

  private static String pathWithoutJava(Path folder) throws IOException {
    Path path = Files.createDirectories(folder.resolve("path"));
    for (String tool : TOOLS) {
      if (!Files.exists(path.resolve(tool))) {
        Files.createSymbolicLink(path.resolve(tool), Path.of("/usr/bin", tool));
      }
    }
    return path.toString();
  }

  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private boolean isReady() {
    try (HttpConnection connection = connect()) {
      return connection.get("/health/ready").status() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  HttpConnection connect() throws IOException {
    return new HttpConnection(host, port);
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  /** Sends SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** Sends SIGKILL: the process runs no more code. */
  void kill() {
    process.destroyForcibly();
    assertThat(exitsWithin(Duration.ofSeconds(20))).isTrue();
  }

  boolean exitsWithin(Duration time) {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  int exitCode() {
    assertThat(exitsWithin(Duration.ofSeconds(60))).as("exits").isTrue();
    return process.exitValue();
  }

  /** This process may print a secret. */
  GatehouseProcess printingSecrets() {
    printsSecrets = true;
    return this;
  }

  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the line of {@code users reset-password} with the password. */
  String temporaryPassword() {
    return output().lines().filter(line -> line.startsWith("Aa1-")).findFirst().orElseThrow();
  }

  /** Ends the process. Its output must not contain a secret that a client has sent or received. */
  @Override
  public void close() {
    process.destroy();
    if (!exitsWithin(Duration.ofSeconds(20))) {
      process.destroyForcibly();
    }
    if (!printsSecrets) {
      SecretsInUse.assertNoneIn("output", output());
    }
  }
}
