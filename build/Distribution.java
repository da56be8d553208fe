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
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Packs Gatehouse with its own Java runtime and an AOT cache for a fast start: {@code java
 * Distribution.java ARCHIVE-SOURCES BOOTSTRAP-TARGET LICENSE BOM TARGET NAME}.
 *
 * <p>A training run creates the cache (JEP 483, JEP 514): the server starts, and a user registers,
 * logs in, calls a guarded endpoint, refreshes and logs out. Then the archive is unpacked in
 * another folder. The build fails if it does not start there with its cache.
 */
final class Distribution {
  /**
   * The modules that the code needs. The tests of the archive find a missing one. The HTTP client
   * of the AWS SDK needs naming, security.jgss and jdk.net; Caffeine and Jackson need unsupported;
   * Micrometer needs management; TLS needs crypto.ec.
   */
  private static final String MODULES =
      "java.base,java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.sql,"
          + "jdk.crypto.ec,jdk.management,jdk.net,jdk.unsupported";

  private static final long MAX_ARCHIVE_BYTES = 100_000_000;
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final Path home;
  private final Path target;
  private final HttpClient client = HttpClient.newHttpClient();

  private Distribution(Path target, String name) {
    this.target = target;
    this.home = target.resolve(name);
  }

  public static void main(String[] args) throws Exception {
    Path target = Path.of(args[4]).toAbsolutePath();
    Distribution distribution = new Distribution(target, args[5]);
    distribution.layOut(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]), Path.of(args[3]));
    distribution.link();
    distribution.train();
    distribution.pack(Path.of(args[3]));
    distribution.check();
  }

  private void layOut(Path sources, Path built, Path license, Path bom) throws IOException {
    delete(home);
    Path app = Files.createDirectories(home.resolve("app"));
    copy(sources, home);
    Files.copy(built.resolve("gatehouse.jar"), app.resolve("gatehouse.jar"));
    copyLibraries(built, app);
    Files.copy(license, home.resolve("LICENSE"));
    Files.copy(bom, home.resolve("bom.json"));
    Path natives = Files.createDirectory(app.resolve("native"));
    try (Stream<Path> jars = Files.list(app.resolve("lib"))) {
      for (Path jar : jars.toList()) {
        String file = String.valueOf(jar.getFileName());
        if (file.startsWith("AmazonCorrettoCryptoProvider-")) {
          extract(jar, "com/amazon/corretto/crypto/provider/", natives);
        } else if (file.startsWith("sqlite-jdbc-")) {
          extract(jar, "org/sqlite/native/" + sqliteFolder() + "/", natives);
        }
      }
    }
  }

  /** Only the jars that the manifest names, because an older build may have left others. */
  private static void copyLibraries(Path built, Path app) throws IOException {
    Files.createDirectory(app.resolve("lib"));
    try (JarFile jar = new JarFile(app.resolve("gatehouse.jar").toFile())) {
      String libraries = jar.getManifest().getMainAttributes().getValue("Class-Path");
      for (String library : libraries.split(" ")) {
        Files.copy(
            built.resolve(library), app.resolve(library), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  /** The name of this platform in SQLite's driver. */
  private static String sqliteFolder() {
    String system = System.getProperty("os.name").startsWith("Mac") ? "Mac" : "Linux";
    return system + "/" + (System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64");
  }

  private static void extract(Path jar, String folder, Path to) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
        String file = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        if (entry.getName().equals(folder + file) && file.matches(".*\\.(so|dylib|jnilib)")) {
          Files.copy(zip.getInputStream(entry), to.resolve(file));
        }
      }
    }
  }

  private void link() throws IOException, InterruptedException {
    run(
        Path.of(System.getProperty("java.home"), "bin", "jlink").toString(),
        "--add-modules",
        MODULES,
        "--strip-debug",
        "--no-header-files",
        "--no-man-pages",
        "--output",
        home.resolve("runtime").toString());
    // Without it, a start without a usable cache would be slower than with a normal JDK.
    run(home.resolve("runtime/bin/java").toString(), "-Xshare:dump");
  }

  private void train() throws IOException, InterruptedException {
    Path cache = home.resolve("app/gatehouse.aot");
    Path data = Files.createTempDirectory(target, "training");
    int port = freePort();
    ProcessBuilder builder =
        new ProcessBuilder(
                home.resolve("runtime/bin/java").toString(),
                "-XX:AOTCacheOutput=" + cache,
                "-Djava.library.path=" + home.resolve("app/native"),
                "-Dorg.sqlite.lib.path=" + home.resolve("app/native"),
                "-Dcom.amazon.corretto.crypto.provider.useExternalLib=true",
                "-jar",
                home.resolve("app/gatehouse.jar").toString())
            .redirectErrorStream(true)
            .redirectOutput(target.resolve("training.log").toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "DATA_DIR", data.toString(),
                "PORT", Integer.toString(port)));
    Process server = builder.start();
    try {
      journey(URI.create("http://127.0.0.1:" + port), server);
    } finally {
      server.destroy();
    }
    if (!server.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS) || !Files.exists(cache)) {
      server.destroyForcibly();
      throw new IllegalStateException("no cache was made; see " + target.resolve("training.log"));
    }
    delete(data);
  }

  private void journey(URI server, Process process) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    while (!isReady(server)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("not ready; see " + target.resolve("training.log"));
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

  private void pack(Path bom) throws Exception {
    Path archive = archive();
    run(
        "tar",
        "--create",
        "--gzip",
        "--owner=0",
        "--group=0",
        "--sort=name",
        "--file=" + archive,
        "--directory=" + target,
        String.valueOf(home.getFileName()));
    long bytes = Files.size(archive);
    System.out.printf("%s: %.1f MB%n", archive, bytes / 1e6);
    if (bytes > MAX_ARCHIVE_BYTES) {
      throw new IllegalStateException(archive + " has more than 100 MB");
    }
    Path beside = target.resolve(home.getFileName() + ".bom.json");
    Files.copy(bom, beside, StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(target.resolve("SHA256SUMS"), sum(archive) + sum(beside));
  }

  private Path archive() {
    return target.resolve(home.getFileName() + ".tar.gz");
  }

  private static String sum(Path file) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(digest) + "  " + file.getFileName() + "\n";
  }

  /** With AOTMode=on, a JVM that cannot use its cache does not start. */
  private void check() throws IOException, InterruptedException {
    Path elsewhere = target.resolve("unpacked elsewhere");
    delete(elsewhere);
    Files.createDirectories(elsewhere);
    run("tar", "--extract", "--file=" + archive(), "--directory=" + elsewhere);
    Path program = elsewhere.resolve(home.getFileName()).resolve("bin/gatehouse");
    ProcessBuilder builder = new ProcessBuilder(program.toString(), "--version").inheritIO();
    builder.environment().put("GATEHOUSE_JAVA_OPTS", "-XX:AOTMode=on");
    if (builder.start().waitFor() != 0) {
      throw new IllegalStateException("the archive can't use its cache in another folder");
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IllegalStateException(String.join(" ", command) + " ended with " + exit);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> tree = Files.walk(from)) {
      tree.forEach(files::add);
    }
    for (Path file : files) {
      Path copy = to.resolve(from.relativize(file));
      if (!Files.isDirectory(file)) {
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
      } else if (!Files.exists(copy)) {
        Files.createDirectories(copy);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
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
