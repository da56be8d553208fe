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
public final class Server implements AutoCloseable {
  /** The java command of this process. */
  static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

  /** Another jar, such as one of an older version, can be measured for comparison. */
  private static final Path JAR =
      Path.of(System.getProperty("gatehouse.jar", "bootstrap/target/gatehouse.jar"))
          .toAbsolutePath();

  /**
   * Raises the limits, because one client sends more here than one address may; see {@link Attack}.
   */
  public static final Map<String, String> UNLIMITED =
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
  private final ProcessHandle java;
  private final URI url;
  private final Duration startTime;

  private Server(Process process, URI url, String ready, long started) throws InterruptedException {
    this.process = process;
    this.url = url;
    new Client().awaitOk(HttpRequest.newBuilder(url.resolve(ready)).build(), process);
    startTime = Duration.ofNanos(System.nanoTime() - started);
    // Our scripts become Java. Others start it as a child.
    java = process.children().findFirst().orElse(process.toHandle());
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
  public static Server start(
      Workspace workspace, Map<String, String> variables, List<String> command)
      throws InterruptedException {
    int port = freePort();
    Map<String, String> environment = new HashMap<>(UNLIMITED);
    environment.putAll(variables);
    environment.put("PORT", Integer.toString(port));
    return start(workspace, environment, command, port, "/health/ready");
  }

  /**
   * Starts any server by a command.
   *
   * @param port the port on which it will listen
   * @param ready the path that responds with 200 when the server is ready
   */
  public static Server start(
      Workspace workspace,
      Map<String, String> variables,
      List<String> command,
      int port,
      String ready)
      throws InterruptedException {
    long started = System.nanoTime();
    Process process = workspace.start(command, variables, "server.log");
    return new Server(process, URI.create("http://127.0.0.1:" + port), ready, started);
  }

  /** Returns a free loopback port. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI url(String path) {
    return url.resolve(path);
  }

  /** Returns the time from the start of the process to the first ready response. */
  public Duration startTime() {
    return startTime;
  }

  /** Its process. */
  Process process() {
    return process;
  }

  /** Returns the CPU time that the server has used; see {@link Cost#cpu}. */
  public Duration cpu() {
    return java.info().totalCpuDuration().orElseThrow();
  }

  /** Returns the resident memory in MiB, as the kernel counts it. */
  public long residentMebibytes() {
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
      return Files.readString(Path.of("/proc", Long.toString(java.pid()), "status"))
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
