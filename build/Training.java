import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Creates an AOT cache for a fast start (JEP 483, JEP 514) by a training run: the server starts,
 * and a user registers, logs in, calls a guarded endpoint, refreshes and logs out.
 *
 * <p>{@code java Training.java APP CACHE}: the folder with {@code gatehouse.jar}, {@code
 * java.options}, {@code lib} and {@code native}, and the file to create.
 */
final class Training {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final HttpClient client = HttpClient.newHttpClient();

  private Training() {}

  public static void main(String[] args) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    run(java, Path.of(args[0]).toAbsolutePath(), Path.of(args[1]).toAbsolutePath());
  }

  /**
   * Creates the cache under a temporary name first, because another process may use the old one.
   */
  static void run(Path java, Path app, Path cache) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(cache.getParent(), "training");
    try {
      Path created = folder.resolve("gatehouse.aot");
      new Training().train(java, app, folder, created);
      Files.move(created, cache, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      delete(folder);
    }
  }

  private void train(Path java, Path app, Path folder, Path cache)
      throws IOException, InterruptedException {
    int port = freePort();
    Path log = folder.resolve("training.log");
    ProcessBuilder builder =
        new ProcessBuilder(
                java.toString(),
                "@" + app.resolve("java.options"),
                "-XX:AOTCacheOutput=" + cache,
                "-Djava.library.path=" + app.resolve("native"),
                "-Dorg.sqlite.lib.path=" + app.resolve("native"),
                "-Dcom.amazon.corretto.crypto.provider.useExternalLib=true",
                "-jar",
                app.resolve("gatehouse.jar").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    // The settings of the caller may name a real user pool.
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.of("DATA_DIR", folder.resolve("data").toString(), "PORT", Integer.toString(port)));
    Process server = builder.start();
    Thread end = new Thread(server::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(end);
    try {
      journey(URI.create("http://127.0.0.1:" + port), server);
      server.destroy();
      server.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } finally {
      server.destroyForcibly();
      Runtime.getRuntime().removeShutdownHook(end);
    }
    if (!Files.exists(cache)) {
      throw new IllegalStateException("no cache was created: " + Files.readString(log));
    }
  }

  private void journey(URI server, Process process) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!isReady(server)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("the server did not become ready");
      }
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
    String user = "\"username\":\"trainee\",\"password\":\"Correct1horse\"";
    post(server, "/users", "{" + user + ",\"email\":\"trainee@example.com\"}", 201);
    post(server, "/login", "{\"username\":\"trainee\",\"password\":\"Wrong1horse\"}", 401);
    String tokens = post(server, "/login", "{" + user + "}", 200);
    HttpRequest me =
        HttpRequest.newBuilder(server.resolve("/users/me"))
            .header("Authorization", "Bearer " + member(tokens, "idToken"))
            .build();
    for (int i = 0; i < 10; i++) {
      expect(client.send(me, BodyHandlers.ofString()), 200);
    }
    tokens =
        post(
            server,
            "/token/refresh",
            "{\"refreshToken\":\"" + member(tokens, "refreshToken") + "\"}",
            200);
    post(server, "/logout", "{\"refreshToken\":\"" + member(tokens, "refreshToken") + "\"}", 204);
  }

  private boolean isReady(URI server) throws InterruptedException {
    try {
      HttpRequest ready = HttpRequest.newBuilder(server.resolve("/health/ready")).build();
      return client.send(ready, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private String post(URI server, String path, String body, int status)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return expect(client.send(request, BodyHandlers.ofString()), status);
  }

  private static String expect(HttpResponse<String> answer, int status) {
    if (answer.statusCode() != status) {
      throw new IllegalStateException(answer.uri() + " answered " + answer.statusCode());
    }
    return answer.body();
  }

  private static String member(String json, String name) {
    int start = json.indexOf("\"" + name + "\":\"") + name.length() + 4;
    return json.substring(start, json.indexOf('"', start));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
