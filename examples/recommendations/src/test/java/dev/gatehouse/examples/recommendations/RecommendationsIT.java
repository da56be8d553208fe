package dev.gatehouse.examples.recommendations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.examples.recommendations.adapter.gremlin.LocalGremlinServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The packaged server with the packaged feature, as {@code ./gatehouse --features} runs them. */
@Execution(ExecutionMode.CONCURRENT)
final class RecommendationsIT {
  private static final Path SERVER = Path.of("../../bootstrap/target/gatehouse.jar");
  private static final Path FEATURE = Path.of("target/recommendations.jar");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private final List<Process> processes = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private int port;

  @BeforeEach
  void choosePort() {
    port = LocalGremlinServer.freePort();
  }

  @AfterEach
  void stop() throws InterruptedException {
    http.shutdownNow();
    for (Process process : processes) {
      process.destroyForcibly().waitFor();
    }
  }

  private Process launch(Map<String, String> variables) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                SERVER.toAbsolutePath().toString(),
                "--features",
                FEATURE.toAbsolutePath().toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output().toFile());
    builder.environment().clear();
    builder.environment().put("PORT", Integer.toString(port));
    builder.environment().putAll(variables);
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  private Path output() {
    return folder.resolve("output.log");
  }

  private Process serve(Map<String, String> variables) throws IOException, InterruptedException {
    Process process = launch(variables);
    while (status("GET", "/health/ready", null, null) != 200) {
      assertThat(process.isAlive()).as("%s", Files.readString(output())).isTrue();
    }
    return process;
  }

  private HttpResponse<String> send(
      String method, String path, @Nullable String bearer, @Nullable String json)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
    if (json != null) {
      request.header("Content-Type", "application/json");
    }
    if (bearer != null) {
      request.header("Authorization", "Bearer " + bearer);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /** Returns the status, or 0 if there is no response. */
  private int status(String method, String path, @Nullable String bearer, @Nullable String json)
      throws InterruptedException {
    try {
      return send(method, path, bearer, json).statusCode();
    } catch (IOException _) {
      return 0;
    }
  }

  private JsonNode json(String method, String path, @Nullable String bearer, @Nullable String json)
      throws IOException, InterruptedException {
    return JSON.readTree(send(method, path, bearer, json).body());
  }

  private String login(String name) throws IOException, InterruptedException {
    String credentials = "\"username\":\"%s\",\"password\":\"Correct1horse\"".formatted(name);
    status("POST", "/users", null, "{%s,\"email\":\"a@example.com\"}".formatted(credentials));
    return json("POST", "/login", null, "{" + credentials + "}").path("idToken").asText();
  }

  @Test
  void acknowledged_changes_survive_a_kill_of_the_server()
      throws IOException, InterruptedException {
    Process first = serve(Map.of());
    String alice = login("alice");
    String bob = login("bob");
    String carol = login("carol");
    String interests = "{\"interests\":[\"chess\",\"go\"]}";
    for (String user : List.of(bob, carol)) {
      assertThat(status("PUT", "/social/me/interests", user, interests)).isEqualTo(200);
    }
    String bobs = json("GET", "/social/me", bob, null).path("sub").asText();
    assertThat(status("PUT", "/social/following/" + bobs, alice, null)).isEqualTo(204);
    first.destroyForcibly().waitFor();

    serve(Map.of());

    assertThat(json("GET", "/social/me", alice, null).path("following").asInt()).isOne();
    assertThat(send("GET", "/social/recommendations", alice, null).body())
        .contains("carol", "shares chess, go with 1 person you follow");
    assertThat(Files.exists(folder.resolve("data/recommendations.db"))).isTrue();
  }

  @Test
  void wrong_setting_stops_the_start_with_one_line() throws IOException, InterruptedException {
    Process refused = launch(Map.of("GRAPH_ENDPOINT", "http://graph"));

    assertThat(refused.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(refused.exitValue()).isEqualTo(2);
    assertThat(Files.readString(output()))
        .isEqualTo(
            "gatehouse: GRAPH_ENDPOINT is \"http://graph\"; it may be a WebSocket URL such as"
                + " wss://graph.example.com:8182/gremlin\n");
  }

  @Test
  void server_starts_and_serves_while_the_graph_is_down() throws IOException, InterruptedException {
    int graph = LocalGremlinServer.freePort();
    serve(Map.of("GRAPH_ENDPOINT", LocalGremlinServer.endpoint(graph).toString()));
    String alice = login("alice");

    assertThat(status("GET", "/social/me", alice, null)).isEqualTo(503);
    assertThat(status("GET", "/users/me", alice, null)).isEqualTo(200);
    assertThat(send("GET", "/health/ready", null, null).body())
        .isEqualTo("{\"status\":\"up\",\"features\":{\"recommendations\":\"down\"}}");
    try (LocalGremlinServer server = new LocalGremlinServer(graph)) {
      while (!send("GET", "/health/ready", null, null)
          .body()
          .contains("\"recommendations\":\"up\"")) {
        assertThat(server.endpoint().getPort()).isEqualTo(graph);
      }
      assertThat(status("GET", "/social/me", alice, null)).isEqualTo(200);
    }
  }
}
