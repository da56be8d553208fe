package dev.gatehouse.adapter.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.adapter.http.ServedApi;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class ManagementServerTest {
  @AutoClose private final ServedApi api = new ServedApi();

  @AutoClose
  private final ManagementServer management =
      ManagementServer.start(
          new ManagementSettings("127.0.0.1", 0),
          api.plugin(),
          accept ->
              new MetricsPage.Page("text/plain; version=0.0.4", "asked_for " + accept + "\n"));

  @AutoClose private final ServedApi.Client client = new ServedApi.Client(management.port());

  private HttpResponse<String> get(String path, String... headers) {
    return client.send("GET", path, null, headers);
  }

  @Test
  void figures_are_written_in_the_format_that_is_asked_for() {
    HttpResponse<String> metrics = get("/metrics", "Accept", "application/openmetrics-text");

    assertThat(metrics.statusCode()).isEqualTo(200);
    assertThat(metrics.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4");
    assertThat(metrics.body()).isEqualTo("asked_for application/openmetrics-text\n");
    assertThat(metrics.headers().firstValue("Cache-Control")).hasValue("no-store");
  }

  @Test
  void health_is_the_server_s() {
    assertThat(get("/health/live").body()).isEqualTo("{\"status\":\"up\"}");
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);

    api.ready.set(false);

    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    assertThat(get("/health/ready").statusCode()).isEqualTo(503);
    assertThat(get("/health/ready").body()).isEqualTo("{\"status\":\"down\"}");
  }

  @Test
  void nothing_else_is_there() {
    assertThat(get("/users/me").statusCode()).isEqualTo(404);
    assertThat(get("/users/me").body()).contains("\"code\":\"not_found\"");
    HttpResponse<String> posted = client.send("POST", "/metrics", "{}");
    assertThat(posted.statusCode()).isEqualTo(405);
    assertThat(posted.headers().firstValue("Allow")).hasValue("GET, HEAD");
  }

  @Test
  void figures_are_not_on_the_public_port() {
    assertThat(api.send("GET", "/metrics", null).statusCode()).isEqualTo(404);
  }

  @Test
  void port_in_use_is_named() {
    assertThatThrownBy(
            () ->
                ManagementServer.start(
                    new ManagementSettings("127.0.0.1", management.port()),
                    api.plugin(),
                    _ -> new MetricsPage.Page("text/plain", "")))
        .hasMessageContaining("127.0.0.1:" + management.port());
  }
}
