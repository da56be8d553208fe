package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the logs, metrics and health of the packaged server. */
@Tag("slow")
final class ObservabilityIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  @TempDir private Path folder;

  @Test
  void only_the_management_port_serves_metrics_and_health() throws IOException {
    int management = GatehouseProcess.freePort();
    try (GatehouseProcess gatehouse =
            GatehouseProcess.serve(
                folder, Map.of("MANAGEMENT_PORT", Integer.toString(management)));
        HttpConnection api = new HttpConnection(gatehouse.port());
        HttpConnection operator = new HttpConnection(management)) {
      api.post(
          "/users",
          "{\"username\":\"alice\",\"password\":\"Correct1horse\",\"email\":\"alice@example.com\"}");
      api.post("/login", "{\"username\":\"alice\",\"password\":\"Wrong1horse\"}");
      api.get("/users/me", "Authorization: Bearer nonsense");
      api.get("/nowhere/" + TRACE);

      assertThat(api.get("/metrics").status()).isEqualTo(404);
      assertThat(operator.get("/users/me").status()).isEqualTo(404);
      assertThat(operator.get("/health/ready").body()).isEqualTo("{\"status\":\"up\"}");
      String metrics = operator.get("/metrics").body();
      assertThat(metrics)
          .contains("{method=\"POST\",route=\"/login\",status=\"401\"} 1")
          .contains("{method=\"GET\",route=\"none\",status=\"404\"}")
          .contains("gatehouse_token_verifications_total{result=\"not_three_parts\"} 1.0")
          .contains("operation=\"log_in\",outcome=\"invalid_credentials\"")
          .contains("gatehouse_ready 1.0")
          .doesNotContain("alice", TRACE, "127.0.0.1:" + management);
      SecretsInUse.assertNoneIn("metrics", metrics);
    }
  }

  @Test
  void management_port_in_use_prints_one_error_line() throws IOException {
    int port = GatehouseProcess.freePort();
    Map<String, String> variables = Map.of("MANAGEMENT_PORT", Integer.toString(port));
    try (GatehouseProcess first = GatehouseProcess.serve(folder, variables);
        GatehouseProcess second = GatehouseProcess.launch(folder, variables)) {
      assertThat(second.exitCode()).as(first.output()).isEqualTo(1);
      assertThat(second.output().lines().filter(line -> line.startsWith("gatehouse: ")))
          .singleElement()
          .asString()
          .contains("cannot start", "management port", Integer.toString(port));
    }
  }

  @Test
  void json_log_lines_contain_schema_fields_and_trace_id() throws IOException {
    try (GatehouseProcess gatehouse =
        GatehouseProcess.serve(folder, Map.of("LOG_FORMAT", "json", "LOG_LEVEL", "debug"))) {
      String requestId;
      try (HttpConnection api = new HttpConnection(gatehouse.port())) {
        requestId =
            String.valueOf(
                api.get(
                        "/users/me",
                        "Authorization: Bearer nonsense",
                        "traceparent: 00-" + TRACE + "-b7ad6b7169203331-01")
                    .headers()
                    .get("x-request-id"));
        api.post("/login", "{\"username\":\"alice\",\"password\":\"Correct1horse\"}");
      }
      gatehouse.terminate();
      assertThat(gatehouse.exitCode()).isEqualTo(143);
      List<JsonNode> lines = gatehouse.output().lines().map(ObservabilityIT::json).toList();

      assertThat(lines)
          .allSatisfy(
              line -> {
                assertThat(line.path("@timestamp").asText()).endsWith("Z");
                assertThat(line.path("log.level").asText()).isNotEmpty();
                assertThat(line.path("message").asText()).isNotEmpty();
                assertThat(line.path("service.name").asText()).isEqualTo("gatehouse");
                assertThat(line.has("ecs.version")).isTrue();
              });
      assertThat(lines)
          .filteredOn(line -> line.path("trace.id").asText().equals(TRACE))
          .anySatisfy(
              line -> {
                assertThat(line.path("message").asText()).contains("token refused");
                assertThat(line.path("http.request.id").asText()).isEqualTo(requestId);
                assertThat(line.path("span.id").asText()).isEqualTo("b7ad6b7169203331");
              });
      assertThat(lines)
          .filteredOn(line -> line.path("event.action").asText().equals("login_refused"))
          .singleElement()
          .satisfies(line -> assertThat(line.path("source.ip").asText()).isEqualTo("127.0.0.1"))
          .satisfies(line -> assertThat(line.has("trace.id")).isFalse());
    }
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(line, e);
    }
  }

  @Test
  void empty_log_variables_count_as_unset() {
    try (GatehouseProcess gatehouse =
        GatehouseProcess.serve(folder, Map.of("LOG_FORMAT", "", "LOG_LEVEL", ""))) {
      assertThat(gatehouse.output()).contains(" INFO  Serving Serving on");
    }
  }
}
