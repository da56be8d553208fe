package dev.gatehouse.adapter.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gatehouse.adapter.http.GatehousePlugin;
import dev.gatehouse.adapter.http.Reply;
import dev.gatehouse.adapter.http.ServedApi;
import dev.gatehouse.adapter.http.message.TrustedProxies;
import dev.gatehouse.adapter.http.spi.InvalidSettingException;
import io.javalin.config.JavalinState;
import io.javalin.plugin.Plugin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GatehouseServerTest {
  private static final String ORIGIN = "https://app.example.com";

  @Test
  void cors_allows_listed_origins() {
    try (ServedApi api = new ServedApi(Set.of(ORIGIN))) {
      Reply preflight = preflight(api, ORIGIN);
      Reply call = api.get("/users/me", "Origin", ORIGIN, "Authorization", "Bearer good");

      preflight.is(200).has("Access-Control-Allow-Origin", ORIGIN);
      assertThat(preflight.header("Access-Control-Allow-Headers").orElseThrow().split(",", -1))
          .containsExactlyInAnyOrderElementsOf(CrossOrigin.ALLOWED);
      assertThat(call.header("Access-Control-Expose-Headers").orElseThrow().split(",", -1))
          .containsExactlyInAnyOrderElementsOf(CrossOrigin.EXPOSED);
      call.is(200).has("Access-Control-Allow-Origin", ORIGIN);
    }
  }

  /** The headers of requests and responses in the code: those with a literal name. */
  @Test
  void scripts_of_other_origins_may_use_every_header_of_the_code() throws IOException {
    // A browser sets these headers itself, or a proxy does.
    Set<String> ofBrowsers =
        Set.of(
            "User-Agent",
            "Date",
            "Cookie",
            "Origin",
            "Sec-Fetch-Site",
            "Expect",
            "Content-Encoding");
    // Scripts may always read these headers, must not read cookies, and need no others.
    Set<String> ofResponses =
        Set.of("Cache-Control", "Content-Type", "Content-Security-Policy", "Set-Cookie");

    assertThat(literals("[hH]eaders?\\(\\s*\"([\\w-]+)\"\\)"))
        .contains("Authorization", "Origin")
        .allMatch(name -> CrossOrigin.ALLOWED.contains(name) || ofBrowsers.contains(name));
    assertThat(literals("withHeader\\(\\s*\"([\\w-]+)\","))
        .contains("WWW-Authenticate", "Retry-After")
        .allMatch(name -> CrossOrigin.EXPOSED.contains(name) || ofResponses.contains(name));
  }

  /** Returns the first group of each match in the main code of modules with routes. */
  private static Set<String> literals(String pattern) throws IOException {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of(".."))) {
      for (Path file :
          files
              .filter(
                  path ->
                      path.toString()
                          .matches(
                              ".*/(adapters-http|adapters-web|recommendations)/src/main/.*\\.java"))
              .toList()) {
        Pattern.compile(pattern)
            .matcher(Files.readString(file))
            .results()
            .forEach(match -> found.add(match.group(1)));
      }
    }
    return found;
  }

  @Test
  void cors_refuses_other_origins() {
    try (ServedApi api = new ServedApi(Set.of(ORIGIN))) {
      for (String other :
          Set.of(
              "https://evil.example",
              "https://app.example.com.evil",
              "https://appXexample.com",
              "null")) {
        assertThat(preflight(api, other).header("Access-Control-Allow-Origin")).isEmpty();
      }
    }
  }

  @Test
  void cors_allows_no_origin_by_default() {
    try (ServedApi api = new ServedApi()) {
      Reply preflight = preflight(api, ORIGIN);

      preflight.is(204);
      assertThat(preflight.header("Access-Control-Allow-Origin")).isEmpty();
    }
  }

  @Test
  void base_path_may_be_sent_or_not() {
    GatehouseServer server = serverBelow("/auth");
    try (ServedApi.Client client = new ServedApi.Client(server.port())) {
      for (String base : List.of("/auth", "")) {
        client.send("GET", base + "/health/live", null).is(200);
        client.send("HEAD", base + "/users/me", null).is(401);
        client.send("GET", base + "/login", null).is(405).has("Allow", "OPTIONS, POST");
        client.send("OPTIONS", base + "/login", null).is(204);
        client.send("GET", base + "/auth/health/live", null).is(base.isEmpty() ? 200 : 404);
      }
      client.send("GET", "/authority", null).is(404);
      client.send("GET", "/auth", null).is(301);
    } finally {
      server.stop(Duration.ofSeconds(5));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/login", "/users", "/users/me"})
  void base_path_with_routes_below_it_prevents_start(String basePath) {
    assertThatExceptionOfType(InvalidSettingException.class)
        .isThrownBy(() -> serverBelow(basePath))
        .withMessageContaining("PUBLIC_URL")
        .withMessageContaining(basePath);
  }

  private static GatehouseServer serverBelow(String basePath) {
    try (ServedApi api = new ServedApi()) {
      return GatehouseServer.start(
          new ServerSettings(ListenAddress.anyLoopbackPort(), Set.of(), basePath), api.plugin());
    }
  }

  @Test
  void client_has_an_eighth_of_the_connections() throws IOException {
    try (ServedApi api = new ServedApi()) {
      assertThat(after1024Others(api, RawClient::isClosed)).isTrue();
    }
  }

  @Test
  void trusted_proxy_may_have_all_connections() throws IOException {
    try (ServedApi api = new ServedApi(Set.of(), new TrustedProxies(List.of("127.0.0.7")))) {
      int status =
          after1024Others(
              api,
              last -> {
                last.send("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n");
                return last.status();
              });
      assertThat(status).isEqualTo(200);
    }
  }

  private interface Check<T> {
    T of(RawClient last) throws IOException;
  }

  private static <T> T after1024Others(ServedApi api, Check<T> check) throws IOException {
    InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), api.port());
    List<RawClient> clients = new ArrayList<>();
    try {
      for (int i = 0; i <= 1024; i++) {
        clients.add(new RawClient(server, "127.0.0.7"));
      }
      return check.of(clients.getLast());
    } finally {
      for (RawClient client : clients) {
        client.close();
      }
    }
  }

  @Test
  void route_without_declared_access_prevents_start() {
    try (ServedApi api = new ServedApi()) {
      GatehousePlugin careless = api.plugin();

      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  GatehouseServer.start(
                      new ServerSettings(ListenAddress.anyLoopbackPort(), Set.of()),
                      careless,
                      (_, _, _, _) -> {},
                      LogContext.NONE,
                      List.of(new Unguarded())))
          .withMessageContaining("GET /open-to-all");
    }
  }

  private static final class Unguarded extends Plugin<Void> {
    @Override
    public void onStart(JavalinState state) {
      state.routes.get("/open-to-all", context -> context.result("hello"));
    }
  }

  private static Reply preflight(ServedApi api, String origin) {
    return api.send("OPTIONS", "/users/me", null, ServedApi.preflight(origin));
  }
}
