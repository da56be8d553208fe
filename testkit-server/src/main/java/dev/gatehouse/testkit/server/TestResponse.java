package dev.gatehouse.testkit.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** What the server answered. */
public final class TestResponse {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpResponse<String> response;

  TestResponse(HttpResponse<String> response) {
    this.response = response;
  }

  /** The HTTP status. */
  public int status() {
    return response.statusCode();
  }

  /** The first header of a name, or null where there is none. */
  public @Nullable String header(String name) {
    return response.headers().firstValue(name).orElse(null);
  }

  /** The body as it was sent; empty where there was none. */
  public String text() {
    return response.body();
  }

  /**
   * The body as JSON; a missing node where there was none.
   *
   * @throws IllegalStateException if the body is no JSON
   */
  public JsonNode json() {
    try {
      return text().isEmpty() ? MissingNode.getInstance() : JSON.readTree(text());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the answer is no JSON: " + this, e);
    }
  }

  /** The code of a problem, or an empty text where the answer is none. */
  public String code() {
    return json().path("code").asText();
  }

  @Override
  public String toString() {
    return "%d %s".formatted(status(), text());
  }
}
