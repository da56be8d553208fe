package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.bootstrap.HttpConnection.Response;
import dev.gatehouse.harness.emulator.CognitoLocal;
import dev.gatehouse.harness.emulator.RedisServer;
import dev.gatehouse.harness.emulator.RequiresTool;
import dev.gatehouse.harness.emulator.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills nodes in the middle of deletions. Every feature must hear of every deleted user. */
@Tag("slow")
@RequiresTool({Tool.NODE, Tool.REDIS})
final class DeletionsIT {
  private static final int NODES = 3;

  /** Each of the nodes is killed at least once. The system property sets more rounds. */
  private static final int ROUNDS = Math.max(NODES, Integer.getInteger("kill.rounds", 1));

  private static final int USERS = 8;

  /** A node that dies in a deletion leaves the event to others, who wait for 20 seconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(100);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  @TempDir private Path folder;
  private final List<GatehouseProcess> nodes = new ArrayList<>();

  /** By name. */
  private final Map<String, String> subjects = new HashMap<>();

  @Test
  void nodes_on_a_user_pool_hear_of_every_deletion() throws Exception {
    try (RedisServer store = RedisServer.start();
        CognitoLocal emulator = CognitoLocal.start()) {
      hearOfEveryDeletion(ManyNodesIT.settings(emulator, store), NODES);
      stopNodes();
    }
  }

  @Test
  void server_with_the_embedded_provider_hears_of_every_deletion() throws Exception {
    hearOfEveryDeletion(new HashMap<>(GatehouseProcess.UNLIMITED), 1);
  }

  private void hearOfEveryDeletion(Map<String, String> settings, int count) throws Exception {
    settings.put("FIRST_LEDGER", folder.resolve("first").toString());
    settings.put("SECOND_LEDGER", folder.resolve("second").toString());
    Path jar =
        FeatureJar.of(
            folder,
            List.of(LedgerFeature.First.class, LedgerFeature.Second.class),
            List.of(LedgerFeature.class, LedgerFeature.Ledger.class));
    Supplier<GatehouseProcess> launch =
        () -> GatehouseProcess.launch(folder, settings, "serve", "--features", jar.toString());
    for (int node = 0; node < count; node++) {
      nodes.add(launch.get());
    }
    nodes.forEach(GatehouseProcess::waitUntilReady);
    for (int round = 0; round < ROUNDS; round++) {
      deleteAndKill(round);
      nodes.set(round % count, launch.get().waitUntilReady());
    }
    assertAllHeard();
  }

  @AfterEach
  void stopNodes() {
    nodes.forEach(GatehouseProcess::close);
    nodes.clear();
  }

  private Response post(int node, String path, String body, String... headers) throws IOException {
    try (HttpConnection connection = new HttpConnection(nodes.get(node).port())) {
      List<String> all = new ArrayList<>(List.of(headers));
      all.add("Content-Type: application/json");
      return connection.send("POST " + path, body, all.toArray(String[]::new));
    }
  }

  private static String login(String name) {
    return "{\"username\":\"%s\",\"password\":\"Correct1horse\"}".formatted(name);
  }

  /** Returns the access token of the user. */
  private String addUser(int node, String name) throws IOException {
    String registration =
        "{\"username\":\"%s\",\"password\":\"Correct1horse\",\"email\":\"%s@example.com\"}"
            .formatted(name, name);
    assertThat(post(node, "/users", registration).status()).isEqualTo(201);
    Response tokens = post(node, "/login", login(name));
    try (HttpConnection connection = new HttpConnection(nodes.get(node).port())) {
      Response me =
          connection.send("GET /users/me", "", "Authorization: Bearer " + tokens.text("idToken"));
      subjects.put(name, me.text("sub"));
    }
    return tokens.text("accessToken");
  }

  /** Deletes the users of a round at all nodes, and kills one node after some deletions. */
  private void deleteAndKill(int round) throws Exception {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < USERS; i++) {
      tokens.add(addUser(i % nodes.size(), "round%duser%d".formatted(round, i)));
    }
    CountDownLatch some = new CountDownLatch(1 + round % (USERS / 2));
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < USERS; i++) {
        int node = i % nodes.size();
        String token = tokens.get(i);
        clients.execute(() -> delete(node, token, some));
      }
      some.await();
      nodes.get(round % nodes.size()).kill();
    }
    nodes.get(round % nodes.size()).close();
  }

  private void delete(int node, String accessToken, CountDownLatch done) {
    try {
      post(node, "/users/me/deletion", "{}", "Authorization: Bearer " + accessToken);
    } catch (IOException _) {
      // The node was killed. The user may be deleted or not.
    } finally {
      done.countDown();
    }
  }

  private Set<String> read(String ledger) throws IOException {
    Path file = folder.resolve(ledger);
    return Files.exists(file) ? new HashSet<>(Files.readAllLines(file)) : Set.of();
  }

  private void assertAllHeard() throws IOException {
    Set<String> deleted = new HashSet<>();
    for (Map.Entry<String, String> user : subjects.entrySet()) {
      int status = post(0, "/login", login(user.getKey())).status();
      assertThat(status).as(user.getKey()).isIn(200, 401);
      if (status == 401) {
        deleted.add(user.getValue());
      }
    }
    assertThat(deleted).as("deleted users").hasSizeGreaterThan(ROUNDS);

    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!read("first").containsAll(deleted) || !read("second").containsAll(deleted)) {
      assertThat(System.nanoTime()).as("a deletion is missing").isLessThan(deadline);
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    assertThat(read("first")).isEqualTo(deleted);
    assertThat(read("second")).isEqualTo(deleted);
    System.out.printf(
        "%d rounds: %d of %d users deleted, and each feature heard of each%n",
        ROUNDS, deleted.size(), subjects.size());
  }
}
