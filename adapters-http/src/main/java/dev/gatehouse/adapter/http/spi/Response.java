package dev.gatehouse.adapter.http.spi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.domain.Violation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes back to the client.
 *
 * @param status the HTTP status
 * @param headers headers beyond those that every answer has, or in the place of such
 * @param contentType of the body
 * @param body what to send, or null for nothing
 */
public record Response(
    int status, Map<String, String> headers, String contentType, @Nullable Content body) {
  /** The content type of problems (RFC 9457). */
  public static final String PROBLEM_JSON = "application/problem+json";

  private static final String JSON = "application/json";

  /** What an answer holds. */
  public sealed interface Content {
    /** JSON: an answer of the API. */
    record Json(JsonNode tree) implements Content {
      /** The kind alone: an answer can hold tokens. */
      @Override
      public String toString() {
        return "Json";
      }
    }

    /** A text of another kind, sent in UTF-8: a page, say, or a script. */
    record Text(String text) implements Content {
      /** The kind and the length. */
      @Override
      public String toString() {
        return "Text of %d characters".formatted(text.length());
      }
    }
  }

  /**
   * A rule that a member of the request breaks.
   *
   * @param field its name; empty for the request as a whole
   * @param violation the rule
   */
  public record FieldError(String field, Violation violation) {}

  /** An empty JSON object to fill. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** An answer with a body. */
  public static Response json(int status, JsonNode body) {
    return new Response(status, Map.of(), JSON, new Content.Json(body));
  }

  /**
   * An answer with a text that is not JSON.
   *
   * @param contentType its type, which says that it is UTF-8
   */
  public static Response text(int status, String contentType, String text) {
    return new Response(status, Map.of(), contentType, new Content.Text(text));
  }

  /** An answer without a body. */
  public static Response empty(int status) {
    return new Response(status, Map.of(), JSON, null);
  }

  /** One of the problems that Gatehouse itself knows. */
  public static Response problem(Problem problem) {
    return problem(problem, problem.detail());
  }

  /** The same, with more to say to people. */
  public static Response problem(Problem problem, String detail) {
    return problem(problem.status(), problem.code(), problem.title(), detail);
  }

  /**
   * A problem of a feature's own.
   *
   * @param status the HTTP status, from 400
   * @param code what clients switch on, in snake_case; stable
   * @param title what it is, the same each time
   * @param detail one sentence for people; no text of another system
   */
  public static Response problem(int status, String code, String title, String detail) {
    ObjectNode body =
        object()
            .put("type", "urn:problem:gatehouse:" + code)
            .put("title", title)
            .put("status", status)
            .put("code", code)
            .put("detail", detail);
    return new Response(status, Map.of(), PROBLEM_JSON, new Content.Json(body));
  }

  /** Values that break rules: 422 {@code invalid_request}. */
  public static Response invalid(List<FieldError> errors) {
    Response response = problem(Problem.INVALID_REQUEST);
    if (response.body() instanceof Content.Json(ObjectNode body)) {
      var list = body.putArray("errors");
      for (FieldError error : errors) {
        list.addObject()
            .put("field", error.field())
            .put("rule", error.violation().rule())
            .put("message", error.violation().message());
      }
    }
    return response;
  }

  /**
   * The same answer with another header.
   *
   * @param value of a {@code Location} that begins with a slash, what comes after the application's
   *     context path
   */
  public Response withHeader(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Response(status, more, contentType, body);
  }

  /** Headers by their names alone: a cookie can hold a token, as a body can. */
  @Override
  public String toString() {
    return "Answer[%d, headers=%s, body=%s]".formatted(status, headers.keySet(), body);
  }

  /** Says when to try again, in whole seconds, rounded up, at least one (RFC 9110, 10.2.3). */
  public Response withRetryAfter(Duration delay) {
    long seconds = Math.max(1, delay.plusMillis(999).toSeconds());
    return withHeader("Retry-After", Long.toString(seconds));
  }
}
