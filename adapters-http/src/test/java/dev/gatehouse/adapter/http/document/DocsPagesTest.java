package dev.gatehouse.adapter.http.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.http.Reply;
import dev.gatehouse.adapter.http.ServedApi;
import java.net.URI;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class DocsPagesTest {
  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");

  @AutoClose private final ServedApi api = new ServedApi();

  private Reply get(String path) {
    return send("GET", path, null);
  }

  /** Sends a request without checking the API document, because the page is for people. */
  private Reply send(String method, String path, @Nullable String body) {
    try (ServedApi.Client browser = new ServedApi.Client(api.port())) {
      return browser.send(method, path, body);
    }
  }

  @Test
  void docs_page_loads_only_local_files() {
    Reply page = get("/docs");

    page.is(200);
    assertThat(page.header("Content-Type")).hasValue("text/html;charset=utf-8");
    List<String> links =
        LINK.matcher(page.body())
            .results()
            .map((MatchResult link) -> link.group(1))
            // An icon in the page itself, so that browsers do not ask for one.
            .filter(link -> !link.equals("data:,"))
            .toList();
    assertThat(links).hasSize(4).noneMatch(link -> link.startsWith("/") || link.contains(":"));
    for (String link : links) {
      String path = URI.create("http://localhost/docs").resolve(link).getPath();
      get(path).is(200);
    }
    assertThat(page.body())
        .doesNotContain("<style", "style=", "onload=")
        .doesNotContainPattern("<script(?! src=)");
  }

  @Test
  void content_security_policy_blocks_external_content() {
    for (String path : List.of("/docs", "/docs/page.js", "/docs/swagger-ui-bundle.js")) {
      assertThat(get(path).header("Content-Security-Policy").orElseThrow())
          .startsWith("default-src 'none';")
          .doesNotContain("unsafe", "http", "*");
    }
  }

  @Test
  void other_paths_and_methods_are_refused() {
    for (String file : List.of("index.html", "swagger-ui.js", "..%2F", "a")) {
      assertThat(get("/docs/" + file).status()).isIn(400, 404);
    }
    send("POST", "/docs", "{}").is(405);
  }

  @Test
  void host_application_does_not_serve_gatehouse_docs() {
    var host = api.hosted(config -> {});
    try (ServedApi.Client client = new ServedApi.Client(host.port())) {
      client.send("GET", "/docs", null).is(404);
      client.send("GET", "/openapi.json", null).is(404);
    } finally {
      host.stop();
    }
  }
}
