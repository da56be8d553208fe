package dev.gatehouse.adapter.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.adapter.http.Reply;
import dev.gatehouse.adapter.http.ServedApi;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

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
