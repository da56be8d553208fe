package dev.gatehouse.benchmarks.lambda;

import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.harness.lambda.FunctionProcess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A request as an HTTP API of API Gateway sends it, in the payload format 2.0. */
final class Event {
  private static final Duration TIMEOUT = Duration.ofSeconds(29);

  private final byte[] json;

  private Event(String method, String path, String authorization, String body) {
    json =
        """
        {"version":"2.0","rawPath":"%2$s","rawQueryString":"",\
        "headers":{"content-type":"application/json"%3$s},\
        "requestContext":{"stage":"$default","http":{"method":"%1$s","sourceIp":"192.0.2.1"}}\
        %4$s,"isBase64Encoded":false}\
        """
            .formatted(method, path, authorization, body)
            .getBytes(StandardCharsets.UTF_8);
  }

  /** Returns a guarded request. */
  static Event guarded(BearerToken token) {
    return new Event(
        "GET", "/users/me", ",\"authorization\":\"Bearer %s\"".formatted(token.reveal()), "");
  }

  /** Returns a login. */
  static Event login() {
    return new Event(
        "POST",
        "/login",
        "",
        ",\"body\":\"{\\\"username\\\":\\\"alice\\\",\\\"password\\\":\\\"Correct1horse\\\"}\"");
  }

  /**
   * Has a function handle this event.
   *
   * @throws IllegalStateException if it does not respond with 200
   */
  void send(FunctionProcess function) {
    String response = new String(function.api().invoke(json, TIMEOUT), StandardCharsets.UTF_8);
    if (!response.contains("\"statusCode\":200")) {
      throw new IllegalStateException("a function responded with " + response);
    }
  }
}
