package dev.gatehouse.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A response, with assertions. */
public record Reply(HttpResponse<String> response) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public int status() {
    return response.statusCode();
  }

  public String body() {
    return response.body();
  }

  public Optional<String> header(String name) {
    return response.headers().firstValue(name);
  }

  JsonNode json() {
    return json(body());
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  /** Parses JSON with single quotes. */
  static String quoted(String text) {
    return text.replace('\'', '"');
  }

  public Reply is(int status) {
    assertThat(status()).as(body()).isEqualTo(status);
    return this;
  }

  public Reply has(String header, String value) {
    assertThat(header(header)).as(header).hasValue(value);
    return this;
  }

  /** Asserts that the body is exactly this JSON, written with single quotes. */
  Reply isJson(int status, String expected) {
    assertThat(is(status).json()).isEqualTo(json(quoted(expected)));
    return has("Content-Type", "application/json");
  }

  Reply isEmpty(int status) {
    assertThat(is(status).body()).isEmpty();
    assertThat(header("Content-Type")).isEmpty();
    return this;
  }

  /**
   * Asserts that the response is a problem. If a token is missing or wrong, it must name the
   * scheme.
   */
  Reply isProblem(int status, String code) {
    is(status).has("Content-Type", "application/problem+json");
    JsonNode problem = json();
    assertThat(problem.path("type").asText()).isEqualTo("urn:problem:gatehouse:" + code);
    assertThat(problem.path("code").asText()).isEqualTo(code);
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("title").asText()).isNotBlank();
    assertThat(problem.path("detail").asText()).isNotBlank();
    has("X-Request-Id", problem.path("instance").asText());
    return switch (code) {
      case "missing_token" -> has("WWW-Authenticate", "Bearer");
      case "invalid_token" -> has("WWW-Authenticate", "Bearer error=\"invalid_token\"");
      default -> this;
    };
  }

  /** Returns the wrong values of the request, each as {@code field rule}. */
  List<String> errors() {
    isProblem(422, "invalid_request");
    List<String> errors = new ArrayList<>();
    json()
        .path("errors")
        .forEach(e -> errors.add(e.path("field").asText() + " " + e.path("rule").asText()));
    return errors;
  }
}
