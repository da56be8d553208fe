package dev.gatehouse.adapter.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.adapter.http.Reply;
import dev.gatehouse.adapter.http.ServedApi;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ManagementServerTest {
  @AutoClose private final ServedApi api = new ServedApi();

  @AutoClose
  private final ManagementServer management =
      ManagementServer.start(
          ListenAddress.anyLoopbackPort(),
          api.plugin(),
          accept ->
              new MetricsPage.Page("text/plain; version=0.0.4", "asked_for " + accept + "\n"));

  @AutoClose private final ServedApi.Client client = new ServedApi.Client(management.port());

  private Reply get(String path, String... headers) {
    return client.send("GET", path, null, headers);
  }

  @Test
  void metrics_are_returned_in_the_requested_format() {
    Reply metrics = get("/metrics", "Accept", "application/openmetrics-text");

    metrics.is(200);
    assertThat(metrics.header("Content-Type")).hasValue("text/plain; version=0.0.4");
    assertThat(metrics.body()).isEqualTo("asked_for application/openmetrics-text\n");
    metrics.has("Cache-Control", "no-store");
  }

  @Test
  void management_health_matches_server_health() {
    assertThat(get("/health/live").body()).isEqualTo("{\"status\":\"up\"}");
    get("/health/ready").is(200);

    api.ready = false;

    get("/health/live").is(200);
    get("/health/ready").is(503);
    assertThat(get("/health/ready").body())
        .isEqualTo("{\"status\":\"down\",\"parts\":{\"server\":\"down\"}}");
  }

  @Test
  void other_paths_and_methods_are_refused() {
    get("/users/me").is(404);
    assertThat(get("/users/me").body()).contains("\"code\":\"not_found\"");
    Reply posted = client.send("POST", "/metrics", "{}");
    posted.is(405).has("Allow", "GET, HEAD");
  }

  private String calledAs(String host) {
    return ServedApi.raw(management.port(), "GET /metrics HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LocalHost:9090",
        "127.0.0.1",
        "127.0.0.1:9090",
        "[::1]:9090",
        "10.1.2.3:9090",
        "[2001:db8::1]"
      })
  void collectors_call_it_by_localhost_or_ip_address(String host) {
    assertThat(calledAs(host)).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:9090",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "evil-localhost",
        "localhost.",
        "1.2.3.4.5",
        "a_b"
      })
  void foreign_name_that_points_to_this_machine_is_refused(String host) {
    for (String path : List.of("/metrics", "/health/live", "/health/ready", "/nowhere")) {
      String response =
          ServedApi.raw(
              management.port(), "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");

      assertThat(response)
          .startsWith("HTTP/1.1 421 ")
          .contains("application/problem+json", "\"misdirected_request\"")
          .doesNotContain("asked_for");
    }
  }

  @Test
  void name_that_it_listens_on_is_accepted() {
    ListenAddress address = new ListenAddress("Metrics.internal", 9090);

    assertThat(address.isCalledBy("metrics.Internal")).isTrue();
    assertThat(address.isCalledBy("other.internal")).isFalse();
  }

  @Test
  void public_port_does_not_serve_metrics() {
    api.send("GET", "/metrics", null).is(404);
  }

  @Test
  void error_names_the_port_in_use() {
    assertThatThrownBy(
            () ->
                ManagementServer.start(
                    new ListenAddress("127.0.0.1", management.port()),
                    api.plugin(),
                    _ -> new MetricsPage.Page("text/plain", "")))
        .hasMessageContaining("127.0.0.1:" + management.port());
  }
}
