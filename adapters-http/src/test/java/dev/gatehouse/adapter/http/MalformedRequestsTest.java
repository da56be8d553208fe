package dev.gatehouse.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gatehouse.adapter.http.ServedApi.Answered;
import dev.gatehouse.adapter.http.server.ListenAddress;
import dev.gatehouse.adapter.http.server.ManagementServer;
import dev.gatehouse.adapter.http.server.MetricsPage;
import dev.gatehouse.adapter.http.spi.Feature;
import dev.gatehouse.adapter.http.spi.FeatureContext;
import dev.gatehouse.adapter.http.spi.Field;
import dev.gatehouse.adapter.http.spi.HttpMethod;
import dev.gatehouse.adapter.http.spi.Response;
import dev.gatehouse.adapter.http.spi.Route;
import dev.gatehouse.adapter.http.spi.RouteLimits;
import dev.gatehouse.adapter.http.spi.RunningFeature;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that no request, however malformed, is answered as a fault of the server. */
final class MalformedRequestsTest {
  private static final ServedApi API =
      new ServedApi(Features.start(List.of(new Search()), Map.of(), InstantSource.system()));
  private static final ManagementServer MANAGEMENT =
      ManagementServer.start(
          ListenAddress.anyLoopbackPort(),
          API.plugin(),
          _ -> new MetricsPage.Page("text/plain", ""));

  /** A feature with a parameter in the query. */
  private static final class Search implements Feature, RunningFeature {
    private static final Field<String> TEXT = Field.text("q", 100, _ -> List.of(), text -> text);

    @Override
    public String name() {
      return "search";
    }

    @Override
    public RunningFeature start(FeatureContext context) {
      return this;
    }

    @Override
    public List<Route> routes() {
      return List.of(
          new Route.Public(
              HttpMethod.GET,
              "/search/{q}",
              new RouteLimits.None("a test"),
              request ->
                  Response.json(
                      200,
                      Response.object()
                          .put("path", request.path(TEXT))
                          .put("query", request.query(TEXT).get(TEXT)))));
    }

    @Override
    public void close() {}
  }

  @BeforeEach
  void forget() {
    API.answered.clear();
  }

  @AfterAll
  static void stop() {
    MANAGEMENT.close();
    API.close();
  }

  private static String get(String target, String... headers) {
    return "GET " + target + " HTTP/1.1\r\nHost: x\r\n" + lines(headers) + "\r\n";
  }

  private static String login(String body, String... headers) {
    return "POST /login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        + lines(headers)
        + "\r\n"
        + body;
  }

  private static String lines(String... headers) {
    return String.join("", Stream.of(headers).map(header -> header + "\r\n").toList());
  }

  private static Stream<Arguments> requests() {
    String chunked = "Transfer-Encoding: chunked";
    return Stream.of(
        // The version.
        arguments("GET /\r\n\r\n", 400),
        arguments("GET / HTTP/0.9\r\nHost: x\r\n\r\n", 400),
        arguments("GET / HTTP/1.0\r\n\r\n", 404),
        arguments("GET / HTTP/1.2\r\nHost: x\r\n\r\n", 400),
        arguments("GET / HTTP/2.0\r\nHost: x\r\n\r\n", 400),
        arguments("GET / HTTP/3.0\r\nHost: x\r\n\r\n", 400),
        arguments("GET / HTTP/99\r\nHost: x\r\n\r\n", 400),
        arguments("GET / http/1.1\r\nHost: x\r\n\r\n", 404),
        arguments("GET / GARBAGE\r\nHost: x\r\n\r\n", 400),
        arguments("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
        // Another protocol on this port.
        arguments("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003", 400),
        arguments("SSH-2.0-OpenSSH_9.9\r\n", 400),
        arguments("\u0000\u0000\u0000\u0000", 400),
        // The request line.
        arguments("GET\r\n\r\n", 400),
        arguments("G\u00e9T / HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        arguments("M".repeat(40_000) + " / HTTP/1.1\r\nHost: x\r\n\r\n", 431),
        arguments(get("/" + "a".repeat(40_000)), 414),
        arguments(get("/login?" + "a".repeat(40_000)), 414),
        arguments(get("/%zz"), 400),
        arguments(get("/%"), 400),
        arguments(get("/%c3"), 400),
        arguments(get("/%c0%af"), 400),
        arguments(get("/%ff"), 400),
        arguments(get("/%00"), 400),
        arguments(get("/\u00e9"), 400),
        arguments(get("/a b"), 400),
        arguments(get("/..%2f..%2fetc/passwd"), 400),
        arguments(get("/../../etc/passwd"), 400),
        arguments(get("//login"), 400),
        arguments(get("\\login"), 400),
        arguments(get("login"), 400),
        arguments(get("http://evil.example/login"), 405),
        arguments(get("http://x/login"), 405),
        arguments(get("http://"), 404),
        arguments(get("http://x:99999999/"), 404),
        arguments(get("urn:x"), 400),
        arguments(get("*"), 400),
        arguments("CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n", 404),
        arguments("CONNECT / HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        arguments("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", 204),
        arguments("TRACE /login HTTP/1.1\r\nHost: x\r\n\r\n", 405),
        arguments("TRACK /login HTTP/1.1\r\nHost: x\r\n\r\n", 405),
        // The query.
        arguments(get("/search/a?q=%zz"), 400),
        arguments(get("/search/a?q=%"), 400),
        arguments(get("/search/a?q=%c3"), 400),
        arguments(get("/search/a?%zz=a"), 400),
        arguments(get("/search/a?q=a&q=b"), 400),
        arguments(get("/search/a?&&=&"), 400),
        arguments(get("/search/a?q=\u00e9"), 200),
        arguments(get("/search/a?q=a+b%20c"), 200),
        arguments(get("/search/a?q=a", "Content-Type: text/plain; charset=nonsense"), 200),
        arguments(get("/search/a?q=a", "Content-Type: text/plain; charset"), 200),
        arguments(get("/search/a?q=a", "Content-Type: ;;;=="), 200),
        arguments(get("/search/a%2Fb?q=a"), 400),
        arguments(get("/search/a;b?q=a"), 200),
        // Headers.
        arguments("GET / HTTP/1.1\r\n\r\n", 400),
        arguments("GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", 400),
        arguments("GET / HTTP/1.1\r\nHost: :::\r\n\r\n", 400),
        arguments("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400),
        arguments("GET / HTTP/1.1\r\nHost: x:99999999\r\n\r\n", 400),
        arguments("GET / HTTP/1.1\r\nHost: x:y\r\n\r\n", 400),
        arguments(get("/users/me", "X: " + "a".repeat(40_000)), 431),
        arguments(get("/users/me", lines("a: b").repeat(10_000)), 431),
        arguments(get("/users/me", "A b: c"), 400),
        arguments(get("/users/me", "no colon"), 400),
        arguments(get("/users/me", ": c"), 400),
        arguments(get("/users/me", "A: b", " folded"), 400),
        arguments(get("/users/me", "A: \u0000"), 400),
        arguments(get("/users/me", "A: \u0007"), 400),
        arguments(get("/users/me", "A: \u0085\u00ff"), 401),
        arguments(get("/users/me", "Authorization: Bearer \u00e9"), 401),
        arguments(get("/users/me", "Authorization: Bearer a", "Authorization: Bearer b"), 400),
        arguments(get("/users/me", "Authorization: \u00ff\u00ff"), 401),
        arguments(get("/users/me", "Cookie: x=\"a; b; =;;\u0080"), 401),
        arguments(get("/users/me", "Expect: the-unexpected"), 400),
        arguments(get("/users/me", "Expect: 100-continue"), 401),
        arguments(get("/users/me", "Connection: Upgrade", "Upgrade: websocket"), 401),
        arguments(
            get(
                "/users/me",
                "Connection: Upgrade, HTTP2-Settings",
                "Upgrade: h2c",
                "HTTP2-Settings: ;;;"),
            401),
        arguments(
            get(
                "/users/me",
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="),
            401),
        arguments(get("/users/me", "Connection: ;;;"), 401),
        arguments(get("/users/me", "Accept: ;;;/", "Accept-Language: ;;;", "Range: bytes=x"), 401),
        arguments(get("/users/me", "traceparent: 00-zz", "User-Agent: \u0085"), 401),
        arguments(get("/openapi.json", "If-None-Match: \"", "If-Modified-Since: never"), 200),
        // The body.
        arguments(login("{}", "Content-Length: x"), 400),
        arguments(login("{}", "Content-Length: -1"), 400),
        arguments(login("{}", "Content-Length: +2"), 400),
        arguments(login("{}", "Content-Length: 99999999999999999999"), 400),
        arguments(login("{}", "Content-Length: 2", "Content-Length: 3"), 400),
        arguments(login("{}", "Content-Length: 2, 3"), 400),
        arguments(login("{}", "Content-Length: 2", chunked), 400),
        arguments(login("{}", "Transfer-Encoding: gzip"), 400),
        arguments(login("{}", "Transfer-Encoding: chunked, identity"), 400),
        arguments(login("{}", "Transfer-Encoding: nonsense"), 400),
        arguments(login("{}", "Transfer-Encoding: gzip, chunked"), 400),
        arguments(login("{}", chunked, chunked), 400),
        arguments(login("zz\r\n{}\r\n0\r\n\r\n", chunked), 400),
        arguments(login("-1\r\n{}\r\n0\r\n\r\n", chunked), 400),
        arguments(login("2{}\r\n0\r\n\r\n", chunked), 400),
        arguments(login("2\r\n{}X\r\n0\r\n\r\n", chunked), 400),
        arguments(login("fffffffffffffffff\r\n{}\r\n0\r\n\r\n", chunked), 400),
        arguments(login("7fffffff\r\n{}", chunked), 400),
        arguments(login("2\r\n{}\r\n", chunked), 400),
        arguments(login("2;" + "x".repeat(40_000) + "\r\n{}\r\n0\r\n\r\n", chunked), 400),
        arguments(login("2\r\n{}\r\n0\r\nA b: c\r\n\r\n", chunked), 400),
        arguments(login("{}", "Content-Length: 10"), 400),
        arguments(login("", "Content-Length: 10"), 400),
        arguments(login("", "Content-Length: 99999999", "Expect: 100-continue"), 413),
        arguments(login("", "Content-Length: 99999999"), 400),
        arguments(login("\u00ff\u00fe", "Content-Length: 2"), 400),
        arguments(login("[".repeat(9_000), "Content-Length: 9000"), 400),
        arguments(login("9".repeat(9_000), "Content-Length: 9000"), 400),
        arguments(
            "POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n"
                + "Content-Type: multipart/form-data\r\n\r\n{}",
            415),
        arguments(
            "POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n"
                + "Content-Type: application/json; charset\r\n\r\n{}",
            415),
        arguments(
            "POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n"
                + "Content-Type: application/json; charset=\"utf-8\r\n\r\n{}",
            415),
        arguments(
            "POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n"
                + "Content-Type: application/json; charset=charset=utf-8\r\n\r\n{}",
            415),
        arguments(get("/users/me", "Content-Type: text/plain; charset=:"), 401),
        arguments(
            "POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n\r\n%zz",
            415));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void fault_of_the_client_is_answered_as_one(String request, int status) {
    String response = API.raw(request);

    assertThat(response).startsWith("HTTP/1.1 " + status);
    if (status >= 400) {
      assertThat(response).contains("application/problem+json", "\"code\":\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n\r\n", "GET /login", "GET / HTTP/1.1\r\nHost: x\r\nA: "})
  void request_without_an_end_gets_no_response_or_a_problem(String request) {
    assertThat(API.raw(request)).matches("(?s)(HTTP/1\\.1 400 .*)?");
  }

  @ParameterizedTest
  @MethodSource("requests")
  void metrics_count_the_fault_of_the_client(String request, int status) throws Exception {
    API.raw(request);

    assertThat(API.answered.poll(20, TimeUnit.SECONDS))
        .extracting(Answered::status)
        .isEqualTo(status);
    assertThat(API.answered).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("requests")
  void management_server_never_answers_with_a_fault_of_the_server(String request) {
    String response =
        ServedApi.raw(MANAGEMENT.port(), request.replace("Host: x\r", "Host: localhost\r"));

    assertThat(response).containsPattern("^HTTP/1.1 (200|4\\d\\d) ");
  }
}
