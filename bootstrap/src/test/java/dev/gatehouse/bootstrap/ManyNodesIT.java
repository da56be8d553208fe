package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.bootstrap.HttpConnection.Response;
import dev.gatehouse.harness.emulator.CognitoLocal;
import dev.gatehouse.harness.emulator.RedisServer;
import dev.gatehouse.harness.emulator.RequiresTool;
import dev.gatehouse.harness.emulator.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Four nodes on one user pool, with one store. */
@RequiresTool({Tool.NODE, Tool.REDIS, Tool.HAPROXY})
final class ManyNodesIT {
  private static final int NODES = 4;
  private static final int ROUNDS = 50;
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(1);

  @TempDir private static Path folder;
  @AutoClose private static final RedisServer store = RedisServer.start();
  @AutoClose private static final CognitoLocal emulator = CognitoLocal.start();
  private static final List<GatehouseProcess> nodes = new ArrayList<>();

  /** Returns the settings of nodes with a new pool. */
  static Map<String, String> settings(CognitoLocal emulator, RedisServer store) {
    CognitoLocal.UserPool pool = emulator.createUserPool();
    Map<String, String> settings = new HashMap<>(GatehouseProcess.UNLIMITED);
    settings.put("USER_POOL_ID", pool.userPoolId());
    settings.put("COGNITO_CLIENT_ID", pool.clientId());
    settings.put("COGNITO_ENDPOINT", emulator.endpoint().toString());
    settings.put("COGNITO_ISSUER", pool.issuer());
    settings.put("COGNITO_JWKS_URL", pool.jwksUrl().toString());
    settings.put("AWS_ACCESS_KEY_ID", "local");
    settings.put("AWS_SECRET_ACCESS_KEY", "local");
    settings.put("SHARED_STORE_URL", store.url());
    settings.put("SESSION_KEY", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    return settings;
  }

  @BeforeAll
  static void startNodes() {
    Map<String, String> settings = settings(emulator, store);
    settings.put("LOGIN_ATTEMPTS", "10");
    for (int i = 0; i < NODES; i++) {
      nodes.add(GatehouseProcess.launch(folder, settings));
    }
    nodes.forEach(GatehouseProcess::waitUntilReady);
  }

  @AfterAll
  static void stopNodes() {
    nodes.forEach(GatehouseProcess::close);
  }

  private static int port(int node) {
    return nodes.get(node).port();
  }

  private static Response ask(int port, String target, String body, String... headers)
      throws IOException {
    try (HttpConnection connection = new HttpConnection(port)) {
      return connection.send(target, body, headers);
    }
  }

  private static Response logIn(int port, String name, String password) throws IOException {
    return ask(
        port,
        "POST /login",
        "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password),
        "Content-Type: application/json");
  }

  private void register(int node, String name) throws IOException {
    assertThat(
            ask(
                    port(node),
                    "POST /users",
                    "{\"username\":\"%s\",\"password\":\"Correct1horse\",\"email\":\"%s@example.com\"}"
                        .formatted(name, name),
                    "Content-Type: application/json")
                .status())
        .isEqualTo(201);
  }

  private int me(int node, String idToken) throws IOException {
    return ask(port(node), "GET /users/me", "", "Authorization: Bearer " + idToken).status();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, NODES})
  void wrong_logins_at_all_nodes_count_together(int behind) throws Exception {
    List<Integer> ports = nodes.stream().limit(behind).map(GatehouseProcess::port).toList();
    try (HaProxy balancer = HaProxy.start(folder, ports);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < ROUNDS; round++) {
        String name = "user%dof%d".formatted(round, behind);
        List<Callable<Integer>> tries = new ArrayList<>();
        for (int i = 0; i < 6 * NODES; i++) {
          tries.add(() -> logIn(balancer.port(), name, "Wrong1horse").status());
        }
        List<Integer> answers = new ArrayList<>();
        for (Future<Integer> answer : threads.invokeAll(tries)) {
          answers.add(answer.get());
        }
        assertThat(answers).as("round %d", round).containsOnly(401, 429);
        assertThat(answers).as("round %d", round).filteredOn(status -> status == 401).hasSize(10);
      }
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void tokens_of_a_deleted_user_are_refused_by_all_nodes() throws Exception {
    register(0, "alice");
    Response tokens = logIn(port(1), "alice", "Correct1horse");
    String idToken = tokens.text("idToken");
    for (int node = 0; node < NODES; node++) {
      assertThat(me(node, idToken)).as("node %d", node).isEqualTo(200);
    }

    assertThat(
            ask(
                    port(2),
                    "POST /users/me/deletion",
                    "{}",
                    "Content-Type: application/json",
                    "Authorization: Bearer " + tokens.text("accessToken"))
                .status())
        .isEqualTo(204);

    for (int node = 0; node < NODES; node++) {
      long deadline = System.nanoTime() + SOON.toNanos();
      while (me(node, idToken) != 401) {
        assertThat(System.nanoTime()).as("node %d", node).isLessThan(deadline);
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      }
    }
  }

  @Test
  void nodes_go_on_without_the_store_and_return_to_it() throws Exception {
    register(0, "bob");
    String idToken = logIn(port(1), "bob", "Correct1horse").text("idToken");

    store.pause();
    for (int i = 0; i < 3 * NODES; i++) {
      assertThat(me(i % NODES, idToken)).isEqualTo(200);
      assertThat(logIn(port(i % NODES), "bob", "Correct1horse").status()).isEqualTo(200);
    }
    assertThat(ask(port(0), "GET /health/ready", "").body())
        .isEqualTo("{\"status\":\"up\",\"optional\":{\"shared_store\":\"down\"}}");
    assertThat(nodes.getFirst().output())
        .contains("The shared store " + store.url() + " does not answer");

    store.resume();
    for (int node = 0; node < NODES; node++) {
      long deadline = System.nanoTime() + SOON.toNanos();
      while (!ask(port(node), "GET /health/ready", "").body().contains("\"shared_store\":\"up\"")) {
        assertThat(System.nanoTime()).as("node %d", node).isLessThan(deadline);
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      }
    }
  }
}
