package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.bootstrap.HttpConnection.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the packaged jar as a process: durability, shutdown, and error messages at the start. */
@Tag("slow")
final class PackagedJarIT {
  private static final String PASSWORD = "Correct1horse";
  private static final String MASTER_KEY = "A".repeat(43) + "=";
  private static final Map<String, String> DEFAULTS = Map.of();

  /** The profile {@code full} kills the process more often. */
  private static final int KILL_ROUNDS = Integer.getInteger("kill.rounds", 1);

  /** Enough that their writes share commits. */
  private static final int REFRESHING_CLIENTS = 32;

  @TempDir private Path folder;

  @Test
  void every_acknowledged_registration_survives_a_kill() throws Exception {
    Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    for (int round = 0; round < KILL_ROUNDS; round++) {
      killDuringRegistrations("round" + round + "-", acknowledged);
    }
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(20 * KILL_ROUNDS);
    try (GatehouseProcess gatehouse = GatehouseProcess.serve(folder, GatehouseProcess.UNLIMITED);
        HttpConnection connection = new HttpConnection(gatehouse.port())) {
      for (String name : acknowledged) {
        assertThat(connection.post("/login", login(name)).status()).as(name).isEqualTo(200);
      }
    }
  }

  private void killDuringRegistrations(String prefix, Queue<String> acknowledged)
      throws InterruptedException {
    try (GatehouseProcess gatehouse = GatehouseProcess.serve(folder, GatehouseProcess.UNLIMITED)) {
      CountDownLatch enough = new CountDownLatch(20);
      try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int client = 0; client < 4; client++) {
          String name = prefix + "client" + client + "-";
          clients.execute(
              () -> registerUntilTheConnectionBreaks(gatehouse.port(), name, acknowledged, enough));
        }
        enough.await();
        gatehouse.kill();
      }
    }
  }

  private static void registerUntilTheConnectionBreaks(
      int port, String prefix, Queue<String> acknowledged, CountDownLatch enough) {
    try (HttpConnection connection = new HttpConnection(port)) {
      for (int i = 0; ; i++) {
        if (connection.post("/users", registration(prefix + i)).status() == 201) {
          acknowledged.add(prefix + i);
          enough.countDown();
        }
      }
    } catch (IOException _) {
      // The test has killed the server.
    }
  }

  @Test
  void every_acknowledged_refresh_survives_a_kill() throws Exception {
    try (GatehouseProcess gatehouse = GatehouseProcess.serve(folder, GatehouseProcess.UNLIMITED);
        HttpConnection connection = new HttpConnection(gatehouse.port())) {
      assertThat(connection.post("/users", registration("alice")).status()).isEqualTo(201);
    }
    for (int round = 0; round < KILL_ROUNDS; round++) {
      Map<Integer, String> acknowledged = refreshUntilKilled();

      try (GatehouseProcess gatehouse = GatehouseProcess.serve(folder, GatehouseProcess.UNLIMITED);
          HttpConnection connection = new HttpConnection(gatehouse.port())) {
        assertThat(acknowledged).hasSize(REFRESHING_CLIENTS);
        for (String token : acknowledged.values()) {
          assertThat(connection.post("/token/refresh", refresh(token)).status()).isEqualTo(200);
        }
      }
    }
  }

  /** Returns the newest refresh token that each client has got. */
  private Map<Integer, String> refreshUntilKilled() throws Exception {
    Map<Integer, String> newest = new ConcurrentHashMap<>();
    try (GatehouseProcess gatehouse = GatehouseProcess.serve(folder, GatehouseProcess.UNLIMITED);
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      try (HttpConnection connection = new HttpConnection(gatehouse.port())) {
        for (int i = 0; i < REFRESHING_CLIENTS; i++) {
          newest.put(i, connection.post("/login", login("alice")).text("refreshToken"));
        }
      }
      CountDownLatch enough = new CountDownLatch(40 * REFRESHING_CLIENTS);
      for (int i = 0; i < REFRESHING_CLIENTS; i++) {
        int client = i;
        clients.execute(
            () -> refreshUntilTheConnectionBreaks(gatehouse.port(), client, newest, enough));
      }
      enough.await();
      gatehouse.kill();
    }
    return newest;
  }

  private static void refreshUntilTheConnectionBreaks(
      int port, int client, Map<Integer, String> newest, CountDownLatch enough) {
    try (HttpConnection connection = new HttpConnection(port)) {
      String token = Objects.requireNonNull(newest.get(client));
      while (true) {
        Response response = connection.post("/token/refresh", refresh(token));
        if (response.status() == 200) {
          token = response.text("refreshToken");
          newest.put(client, token);
          enough.countDown();
        }
      }
    } catch (IOException _) {
      // The test has killed the server.
    }
  }

  private static String refresh(String token) {
    return "{\"refreshToken\":\"" + token + "\"}";
  }

  @Test
  void termination_under_load_loses_no_request() throws Exception {
    AtomicInteger answered = new AtomicInteger();
    Queue<String> lost = new ConcurrentLinkedQueue<>();
    int clients = 6;
    try (GatehouseProcess gatehouse = GatehouseProcess.serve(folder, GatehouseProcess.UNLIMITED)) {
      try (HttpConnection connection = new HttpConnection(gatehouse.port())) {
        assertThat(connection.post("/users", registration("alice")).status()).isEqualTo(201);
      }
      CountDownLatch underLoad = new CountDownLatch(3 * clients);
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < clients; i++) {
          List<HttpConnection> connection = List.of(new HttpConnection(gatehouse.port()));
          threads.execute(
              () -> logInUntilAskedToClose(connection.getFirst(), answered, underLoad, lost));
        }
        underLoad.await();
        gatehouse.terminate();
      }
      assertThat(gatehouse.exitCode()).isEqualTo(143);
      assertThat(gatehouse.output()).contains("Stopped");
    }
    assertThat(lost).isEmpty();
    // Each client got the request to close in the response to one of its requests.
    assertThat(answered).hasValueGreaterThanOrEqualTo(4 * clients);
  }

  private static void logInUntilAskedToClose(
      HttpConnection opened, AtomicInteger answered, CountDownLatch underLoad, Queue<String> lost) {
    try (HttpConnection connection = opened) {
      while (true) {
        Response response = connection.post("/login", login("alice"));
        answered.incrementAndGet();
        underLoad.countDown();
        if (response.status() != 200) {
          lost.add("answered " + response.status() + " " + response.body());
        }
        if (response.closes()) {
          return;
        }
      }
    } catch (IOException e) {
      lost.add(e.toString());
    }
  }

  @Test
  void start_fails_with_one_line_for_each_wrong_setting() {
    try (GatehouseProcess gatehouse =
        GatehouseProcess.launch(
            folder,
            Map.of(
                "PORT", "65536",
                "IDENTITY_PROVIDER", "ldap",
                "ACCEPTED_TOKENS", "any",
                "COGNITO_CLIENT_SECRET", "do-not-print"))) {
      assertThat(gatehouse.exitCode()).isEqualTo(2);
      assertThat(gatehouse.output().lines())
          .containsExactlyInAnyOrder(
              "gatehouse: PORT is \"65536\"; it may be a whole number from 1 to 65535",
              "gatehouse: IDENTITY_PROVIDER is \"ldap\"; it may be cognito or embedded",
              "gatehouse: ACCEPTED_TOKENS is \"any\"; it may be id, access or both");
    }
  }

  @Test
  void rotated_key_signs_within_five_seconds_and_old_tokens_stay_valid() throws IOException {
    try (GatehouseProcess gatehouse = GatehouseProcess.serve(folder, DEFAULTS);
        HttpConnection connection = new HttpConnection(gatehouse.port())) {
      assertThat(connection.post("/users", registration("alice")).status()).isEqualTo(201);
      String before = connection.post("/login", login("alice")).text("idToken");

      String newKeyId = rotateKey("the old key stays published until");
      long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
      assertThat(connection.get("/.well-known/jwks.json").body()).contains(keyId(before), newKeyId);
      String after = before;
      while (!keyId(after).equals(newKeyId)) {
        assertThat(System.nanoTime()).as("signs in time").isLessThan(deadline);
        after = connection.post("/login", login("alice")).text("idToken");
      }

      for (String token : List.of(before, after)) {
        assertThat(connection.get("/users/me", "Authorization: Bearer " + token).status())
            .isEqualTo(200);
      }
      assertThat(connection.get("/.well-known/jwks.json").body()).contains(keyId(before), newKeyId);
    }
  }

  @Test
  void key_can_be_rotated_before_the_first_start() throws IOException {
    String keyId = rotateKey("it is the first key in " + folder.resolve("data"));

    try (GatehouseProcess gatehouse = GatehouseProcess.serve(folder, DEFAULTS);
        HttpConnection connection = new HttpConnection(gatehouse.port())) {
      connection.post("/users", registration("alice"));
      assertThat(keyId(connection.post("/login", login("alice")).text("idToken"))).isEqualTo(keyId);
    }
  }

  /** Rotates the key in a separate process. Returns the new key's id. */
  private String rotateKey(String said) {
    try (GatehouseProcess rotation = GatehouseProcess.launch(folder, DEFAULTS, "rotate-key")) {
      assertThat(rotation.exitCode()).as(rotation.output()).isZero();
      assertThat(rotation.output())
          .hasLineCount(1)
          .startsWith("The new signing key ")
          .contains(said);
      return rotation.output().split(" ", -1)[4];
    }
  }

  private static String keyId(String token) {
    String header =
        new String(
            Base64.getUrlDecoder().decode(token.split("\\.", -1)[0]), StandardCharsets.UTF_8);
    return new Response(0, Map.of(), header).text("kid");
  }

  @Test
  void disabled_user_is_refused_within_five_seconds() throws IOException {
    try (GatehouseProcess gatehouse = GatehouseProcess.serve(folder, DEFAULTS);
        HttpConnection connection = new HttpConnection(gatehouse.port())) {
      connection.post("/users", registration("alice"));
      String token =
          "Authorization: Bearer " + connection.post("/login", login("alice")).text("idToken");
      assertThat(connection.get("/users/me", token).status()).isEqualTo(200);

      assertThat(users("disable", "Alice"))
          .contains("Alice is disabled, all sessions have ended.")
          .contains("\"event\":\"user_disabled\",\"user\":\"");

      long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
      while (connection.get("/users/me", token).status() != 401) {
        assertThat(System.nanoTime()).as("follows in time").isLessThan(deadline);
      }
      assertThat(connection.post("/login", login("alice")).status()).isEqualTo(401);
      assertThat(users("enable", "alice")).contains("alice is enabled.");
      assertThat(connection.post("/login", login("alice")).status()).isEqualTo(200);
      assertThat(connection.get("/users/me", token).status()).isEqualTo(401);
    }
  }

  private String users(String... words) {
    String[] arguments = Stream.concat(Stream.of("users"), Stream.of(words)).toArray(String[]::new);
    try (GatehouseProcess command = GatehouseProcess.launch(folder, DEFAULTS, arguments)) {
      assertThat(command.exitCode()).as(command.output()).isZero();
      return command.output().strip();
    }
  }

  @Test
  void users_command_refuses_unknown_user_and_wrong_arguments() {
    assertThat(refusal(1, DEFAULTS, "users", "disable", "bob")).contains("there is no user bob");
    assertThat(refusal(2, DEFAULTS, "users", "disable", "b b")).contains("user name");
    assertThat(refusal(2, DEFAULTS, "users", "add-to-group", "bob", "")).contains("group");
    assertThat(refusal(2, DEFAULTS, "users", "all")).contains("all", "users --help");
    assertThat(refusal(2, DEFAULTS, "users")).contains("list", "add-to-group");
  }

  @Test
  void registration_hides_taken_name_if_configured() throws IOException {
    Map<String, String> hiding =
        Map.of("REGISTRATION_CONFIRMATION", "code", "HIDE_TAKEN_USERNAMES", "true");
    try (GatehouseProcess gatehouse = GatehouseProcess.serve(folder, hiding);
        HttpConnection connection = new HttpConnection(gatehouse.port())) {
      Response free = connection.post("/users", registration("alice"));
      Response taken = connection.post("/users", registration("alice"));

      assertThat(taken.status()).isEqualTo(free.status()).isEqualTo(201);
      assertThat(taken.body()).isEqualTo(free.body());
      assertThat(taken.headers().keySet()).isEqualTo(free.headers().keySet());
    }
  }

  @Test
  void wrong_rotate_key_command_prints_one_line() {
    Map<String, String> pool =
        Map.of("USER_POOL_ID", "eu-central-1_AbC", "COGNITO_CLIENT_ID", "client");

    assertThat(refusal(2, DEFAULTS, "rotate-keys")).contains("rotate-key");
    assertThat(refusal(2, DEFAULTS, "rotate-key", "now")).contains("rotate-key");
    assertThat(refusal(2, pool, "rotate-key")).contains("embedded provider", "Cognito");
    assertThat(refusal(2, Map.of("HOST", "a b"), "rotate-key")).contains("HOST");
    assertThat(refusal(1, Map.of("DATA_DIR", "/dev/null/x"), "rotate-key"))
        .contains("cannot rotate the signing key", "/dev/null/x");
  }

  private String refusal(int exitCode, Map<String, String> variables, String... arguments) {
    try (GatehouseProcess gatehouse = GatehouseProcess.launch(folder, variables, arguments)) {
      assertThat(gatehouse.exitCode()).isEqualTo(exitCode);
      assertThat(gatehouse.output()).startsWith("gatehouse: ").hasLineCount(1);
      return gatehouse.output();
    }
  }

  @Test
  void server_serves_no_pages_when_they_are_off() throws IOException {
    try (GatehouseProcess gatehouse = GatehouseProcess.serve(folder, Map.of("WEB_PAGES", "off"));
        HttpConnection connection = new HttpConnection(gatehouse.port())) {
      for (String path : List.of("/", "/account", "/pages/session.js", "/session/login")) {
        assertThat(connection.get(path).status()).as(path).isEqualTo(404);
      }
    }
  }

  @Test
  void pages_work_on_loopback_names_if_the_host_is_a_wildcard() throws IOException {
    try (GatehouseProcess gatehouse = GatehouseProcess.serve(folder, Map.of("HOST", "0.0.0.0"));
        HttpConnection connection = new HttpConnection(gatehouse.port())) {
      for (String host : List.of("localhost", "127.0.0.1", "[::1]")) {
        assertThat(refreshFrom(connection, host + ":" + gatehouse.port())).isEqualTo(204);
      }
      assertThat(refreshFrom(connection, "0.0.0.0:" + gatehouse.port())).isEqualTo(403);
      assertThat(gatehouse.output().lines().filter(line -> line.contains("WARN")))
          .singleElement()
          .asString()
          .contains("set PUBLIC_URL");
    }
  }

  private static int refreshFrom(HttpConnection connection, String host) throws IOException {
    return connection.send("POST /session/token/refresh", "", "Origin: http://" + host).status();
  }

  @Test
  void sealed_folder_starts_only_with_its_master_key() throws IOException {
    Path key = Files.writeString(folder.resolve("master.key"), MASTER_KEY + "\n");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    Map<String, String> sealed = Map.of("MASTER_KEY", "file:" + key);
    try (GatehouseProcess gatehouse = GatehouseProcess.serve(folder, sealed);
        HttpConnection connection = new HttpConnection(gatehouse.port())) {
      connection.post("/users", registration("alice"));
    }

    for (Map<String, String> variables :
        List.of(DEFAULTS, Map.of("MASTER_KEY", "E".repeat(43) + "="))) {
      try (GatehouseProcess refused = GatehouseProcess.launch(folder, variables)) {
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output().lines().filter(line -> !line.contains("INFO")))
            .singleElement()
            .asString()
            .startsWith("gatehouse: cannot start: ")
            .contains("MASTER_KEY")
            .doesNotContain(MASTER_KEY);
      }
    }

    try (GatehouseProcess gatehouse = GatehouseProcess.serve(folder, sealed);
        HttpConnection connection = new HttpConnection(gatehouse.port())) {
      assertThat(connection.post("/login", login("alice")).status()).isEqualTo(200);
    }
    try (GatehouseProcess doctor = GatehouseProcess.launch(folder, sealed, "doctor")) {
      assertThat(doctor.exitCode()).as(doctor.output()).isZero();
      assertThat(doctor.output()).contains("0 errors, 0 warnings");
    }
    try (GatehouseProcess doctor = GatehouseProcess.launch(folder, DEFAULTS, "doctor")) {
      assertThat(doctor.exitCode()).isEqualTo(1);
      assertThat(doctor.output()).contains("error   key_sealed_with_another_master_key");
    }
  }

  @Test
  void used_port_or_unusable_folder_prints_one_error_line() throws IOException {
    try (GatehouseProcess first = GatehouseProcess.serve(folder, DEFAULTS)) {
      List<String> outputs = new ArrayList<>();
      for (Map<String, String> variables :
          List.of(
              Map.of(
                  "PORT", Integer.toString(first.port()),
                  "DATA_DIR", folder.resolve("other").toString()),
              Map.of(
                  "PORT",
                  Integer.toString(GatehouseProcess.freePort()),
                  "DATA_DIR",
                  "/dev/null/x"))) {
        try (GatehouseProcess second = GatehouseProcess.launch(folder, variables)) {
          assertThat(second.exitCode()).isEqualTo(1);
          outputs.add(
              second
                  .output()
                  .lines()
                  .filter(line -> !line.contains("INFO"))
                  .reduce("", (a, b) -> a + b + "\n"));
        }
      }
      assertThat(outputs.get(0)).contains("gatehouse: cannot start: ").hasLineCount(1);
      assertThat(outputs.get(1))
          .contains("gatehouse: cannot start: ", "/dev/null/x")
          .hasLineCount(1);
    }
  }

  @Test
  void unfinished_request_is_aborted_after_the_grace_period() throws IOException {
    try (GatehouseProcess gatehouse =
            GatehouseProcess.serve(folder, Map.of("SHUTDOWN_GRACE_SECONDS", "1"));
        Socket stalled = new Socket(InetAddress.getLoopbackAddress(), gatehouse.port())) {
      stalled
          .getOutputStream()
          .write(
              ("POST /login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                      + "Content-Length: 100\r\nExpect: 100-continue\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      // The interim response shows that the request has reached its endpoint.
      assertThat(stalled.getInputStream().read()).isEqualTo('H');

      gatehouse.terminate();
      keepsSending(stalled, gatehouse);

      assertThat(gatehouse.exitCode()).isEqualTo(143);
      assertThat(gatehouse.output())
          .contains("still in progress after PT1S were aborted", "Stopped");
    }
  }

  /**
   * Sends a byte from time to time, because a connection that is idle for a second is closed before
   * the grace period ends.
   */
  private static void keepsSending(Socket request, GatehouseProcess gatehouse) {
    try {
      while (!gatehouse.exitsWithin(Duration.ofMillis(100))) {
        request.getOutputStream().write(' ');
      }
    } catch (IOException _) {
      // The server has aborted the request.
    }
  }

  private static String registration(String name) {
    return "{\"username\":\"%s\",\"password\":\"%s\",\"email\":\"%s@example.com\"}"
        .formatted(name, PASSWORD, name);
  }

  private static String login(String name) {
    return "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, PASSWORD);
  }
}
