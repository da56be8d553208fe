package dev.gatehouse.benchmarks;

import dev.gatehouse.domain.limit.Limit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The packaged server in its own process, in a workspace, on a free loopback port. */
final class Server implements AutoCloseable {
  /** The java command of this process. */
  static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

  /** Another jar, such as one of an older version, can be measured for comparison. */
  private static final Path JAR =
      Path.of(System.getProperty("gatehouse.jar", "bootstrap/target/gatehouse.jar"))
          .toAbsolutePath();

  /**
   * Raises the limits, because one client sends more here than one address may; see {@link Attack}.
   */
  private static final Map<String, String> UNLIMITED =
      Stream.of(Limit.values()).collect(Collectors.toMap(Limit::name, _ -> "0"));

  /** Adds the default limits to settings. */
  static Map<String, String> withDefaultLimits(Map<String, String> settings) {
    Map<String, String> limited = new HashMap<>(settings);
    for (Limit limit : Limit.values()) {
      limited.put(limit.name(), Integer.toString(limit.defaultAttempts()));
    }
    return limited;
  }

  private final Process process;
  private final URI url;
  private final Duration startTime;

  private Server(Process process, URI url, long started) throws InterruptedException {
    this.process = process;
    this.url = url;
    new Client().awaitOk(HttpRequest.newBuilder(url.resolve("/health/ready")).build(), process);
    startTime = Duration.ofNanos(System.nanoTime() - started);
  }

  /** Starts a server with its data in a workspace and waits until it is ready. */
  static Server start(Workspace workspace, Map<String, String> variables, String... options)
      throws InterruptedException {
    return start(workspace, variables, command(options));
  }

  /** Starts a server on one core. */
  static Server startOn(
      int core, Workspace workspace, Map<String, String> variables, String... options)
      throws InterruptedException {
    return start(workspace, variables, Workspace.onCore(core, command(options)));
  }

  /** Starts a server with a feature. */
  static Server startWith(
      Path feature, Workspace workspace, Map<String, String> variables, String... options)
      throws InterruptedException {
    List<String> command = command(options);
    command.addAll(List.of("--features", feature.toAbsolutePath().toString()));
    return start(workspace, variables, command);
  }

  private static List<String> command(String... options) {
    List<String> command = new ArrayList<>();
    command.add(JAVA);
    command.addAll(List.of(options));
    command.addAll(List.of("-jar", JAR.toString()));
    return command;
  }

  /** Starts a server by a command. */
  static Server start(Workspace workspace, Map<String, String> variables, List<String> command)
      throws InterruptedException {
    int port = freePort();
    Map<String, String> environment = new HashMap<>(UNLIMITED);
    environment.putAll(variables);
    environment.put("PORT", Integer.toString(port));
    long started = System.nanoTime();
    Process process = workspace.start(command, environment, "server.log");
    return new Server(process, URI.create("http://127.0.0.1:" + port), started);
  }

  /** Returns a free loopback port. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI url(String path) {
    return url.resolve(path);
  }

  /** Returns the time from the start of the process to the first ready response. */
  Duration startTime() {
    return startTime;
  }

  /** Its process. */
  Process process() {
    return process;
  }

  /** Returns the resident memory in MiB, as the kernel counts it. */
  long residentMebibytes() {
    return mebibytes("VmRSS:");
  }

  /** Returns the maximum resident memory in MiB. */
  long highestResidentMebibytes() {
    return mebibytes("VmHWM:");
  }

  /** Returns the number of threads of the operating system. Virtual threads are none. */
  long threads() {
    return figure("Threads:");
  }

  private long mebibytes(String name) {
    return figure(name) / 1024;
  }

  private long figure(String name) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "status"))
          .lines()
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    Workspace.stop(process);
  }
}
