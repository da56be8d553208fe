package dev.gatehouse.testkit.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** A response of the server. */
public final class TestResponse {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpResponse<String> response;

  TestResponse(HttpResponse<String> response) {
    this.response = response;
  }

  /** Returns the HTTP status. */
  public int status() {
    return response.statusCode();
  }

  /** Returns the first header with this name; null if there is none. */
  public @Nullable String header(String name) {
    return response.headers().firstValue(name).orElse(null);
  }

  /** Returns the body as text; empty if there is none. */
  public String text() {
    return response.body();
  }

  /**
   * Returns the body as JSON; a missing node if there is no body.
   *
   * @throws IllegalStateException if the body is not JSON
   */
  public JsonNode json() {
    try {
      return text().isEmpty() ? MissingNode.getInstance() : JSON.readTree(text());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the response is not JSON: " + this, e);
    }
  }

  /** Returns the code of a problem; an empty text if the response is not a problem. */
  public String code() {
    return json().path("code").asText();
  }

  @Override
  public String toString() {
    return "%d %s".formatted(status(), text());
  }
}
