package dev.gatehouse.adapter.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gatehouse.harness.http.RawExchange;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests rare forms of requests: each gets the response that RFC 9110 and RFC 9112 require. */
final class HttpMessagesTest {
  private static final ServedApi API = new ServedApi();

  private static final String LOGIN = "{\"username\":\"alice\",\"password\":\"Correct1horse\"}";
  private static final String JSON = "Content-Type: application/json";
  private static final String HOST = "Host: x";
  private static final String LENGTH = "Content-Length: " + LOGIN.length();
  private static final String CHUNKED = "Transfer-Encoding: chunked";
  private static final String EMPTY_CHUNKS = "0\r\n\r\n";
  private static final String TWO_CHUNKS =
      "5;a=b\r\n"
          + LOGIN.substring(0, 5)
          + "\r\n"
          + Integer.toHexString(LOGIN.length() - 5)
          + "\r\n"
          + LOGIN.substring(5)
          + "\r\n";

  /** A request after the one of the test. It is only read if the end of the other is clear. */
  private static final String NEXT = message("GET /next HTTP/1.1", "", HOST);

  private static final int NEXT_STATUS = 404;

  @AfterAll
  static void stop() {
    API.close();
  }

  private static String message(String start, String body, String... headers) {
    return start + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n" + body;
  }

  private static Stream<Arguments> keptConnections() {
    return Stream.of(
        arguments(message("GET /users/me HTTP/1.1", "body", HOST, "Content-Length: 4"), "401"),
        arguments(message("GET /users/me HTTP/1.1", "0\r\n\r\n", HOST, CHUNKED), "401"),
        arguments(
            message("GET /users/me HTTP/1.1", TWO_CHUNKS + EMPTY_CHUNKS, HOST, CHUNKED), "401"),
        arguments(message("HEAD /health/live HTTP/1.1", "", HOST), "200"),
        arguments(message("DELETE /login HTTP/1.1", "body", HOST, "Content-Length: 4"), "405"),
        arguments(message("POST /login HTTP/1.1", LOGIN, HOST, JSON, LENGTH), "401"),
        arguments(
            message("POST /login HTTP/1.1", TWO_CHUNKS + EMPTY_CHUNKS, HOST, JSON, CHUNKED), "401"),
        arguments(
            message("POST /login HTTP/1.1", TWO_CHUNKS + "0\r\nA: b\r\n\r\n", HOST, JSON, CHUNKED),
            "401"),
        arguments(
            message("POST /login HTTP/1.1", LOGIN, HOST, JSON, LENGTH, "Expect: 100-continue"),
            "100 401"),
        arguments(
            message("POST /login HTTP/1.0", LOGIN, JSON, LENGTH, "Connection: keep-alive"), "401"),
        arguments(message("GET http://x/users/me HTTP/1.1", "", HOST), "401"),
        arguments(message("GET http://other/users/me HTTP/1.1", "", HOST), "401"),
        arguments(message("GET * HTTP/1.1", "", HOST), "400"),
        arguments(message("OPTIONS * HTTP/1.1", "", HOST), "204"),
        arguments(message("OPTIONS /login HTTP/1.1", "", HOST), "204"),
        arguments(message("OPTIONS http://x/login HTTP/1.1", "", HOST), "204"));
  }

  @ParameterizedTest
  @MethodSource("keptConnections")
  void request_gets_the_response_of_the_standard_and_leaves_the_connection(
      String request, String statuses) {
    assertThat(statuses(request)).isEqualTo(statuses + " " + NEXT_STATUS);
  }

  private static Stream<Arguments> closedConnections() {
    return Stream.of(
        arguments(message("GET /users/me HTTP/1.0", ""), "401"),
        arguments(message("GET /users/me HTTP/1.0", "", HOST), "401"),
        arguments(message("POST /login HTTP/1.0", LOGIN, JSON, LENGTH), "401"),
        // Jetty expects the body that it has not asked for.
        arguments(message("GET /users/me HTTP/1.1", "", HOST, "Expect: 100-continue"), "401"),
        arguments(message("GET /users/me HTTP/1.1", "", HOST, "Connection: close"), "401"),
        arguments(message("GET /users/me HTTP/1.1", "", "Accept: */*"), "400"),
        arguments(message("GET http://x/users/me HTTP/1.1", "", "Accept: */*"), "400"),
        arguments(message("GET http://x/users/me HTTP/1.1", "", HOST, HOST), "400"),
        arguments(message("GET users/me HTTP/1.1", "", HOST), "400"),
        arguments(message("POST /login HTTP/1.1", LOGIN, HOST, JSON, LENGTH, CHUNKED), "400"));
  }

  @ParameterizedTest
  @MethodSource("closedConnections")
  void request_gets_the_response_of_the_standard_and_ends_the_connection(
      String request, String statuses) {
    assertThat(statuses(request)).isEqualTo(statuses);
  }

  private static String statuses(String request) {
    List<Integer> statuses = sent(request + NEXT).statuses();
    return String.join(" ", statuses.stream().map(String::valueOf).toList());
  }

  private static RawExchange sent(String requests) {
    return RawExchange.with(API.port(), requests.getBytes(US_ASCII));
  }

  /** RFC 9110, sections 8.6 and 9.3.2. */
  @ParameterizedTest
  @MethodSource("withoutContent")
  void response_has_no_content(String request, boolean hasLength) {
    String response = sent(request).answer();

    assertThat(response).endsWith("\r\n\r\n");
    assertThat(response.contains("Content-Length:")).isEqualTo(hasLength);
    assertThat(response).doesNotContain("Transfer-Encoding");
  }

  private static Stream<Arguments> withoutContent() {
    return Stream.of(
        arguments(message("HEAD /health/live HTTP/1.1", "", HOST), true),
        arguments(message("HEAD /no-such HTTP/1.1", "", HOST), true),
        arguments(message("OPTIONS /login HTTP/1.1", "", HOST), false),
        arguments(message("OPTIONS * HTTP/1.1", "", HOST), false));
  }

  @ParameterizedTest
  @MethodSource("missingBodies")
  void body_that_is_optional_may_be_missing(String body, String[] headers) {
    String request = message("POST /users/me/email/verification HTTP/1.1", body, headers);

    assertThat(sent(request + NEXT).statuses()).containsExactly(202, NEXT_STATUS);
  }

  private static Stream<Arguments> missingBodies() {
    String token = "Authorization: Bearer access";
    return Stream.of(
        arguments("", new String[] {HOST, token}),
        arguments("", new String[] {HOST, token, "Content-Length: 0"}),
        arguments("", new String[] {HOST, token, "Content-Type: text/plain", "Content-Length: 0"}),
        arguments(EMPTY_CHUNKS, new String[] {HOST, token, CHUNKED}),
        arguments("{}", new String[] {HOST, token, JSON, "Content-Length: 2"}));
  }
}
