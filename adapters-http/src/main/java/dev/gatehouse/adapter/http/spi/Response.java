package dev.gatehouse.adapter.http.spi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.domain.Violation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A response.
 *
 * @param status the HTTP status
 * @param headers headers in addition to the common headers; replaces a common header of the same
 *     name
 * @param contentType the type of the body
 * @param body the body, or null for none
 */
public record Response(
    int status, Map<String, String> headers, String contentType, @Nullable Content body) {
  /** The content type of problems (RFC 9457). */
  public static final String PROBLEM_JSON = "application/problem+json";

  private static final String JSON = "application/json";

  /** The body of a response. */
  public sealed interface Content {
    /** JSON, as all responses of the API. */
    record Json(JsonNode tree) implements Content {
      /** Shows the type only, because a body can contain tokens. */
      @Override
      public String toString() {
        return "Json";
      }
    }

    /**
     * Another text, such as a page or a script. All responses with this object share its bytes.
     *
     * @param utf8 the encoded text
     */
    record Text(ByteBuffer utf8) implements Content {
      /** Creates a text that nobody can change through this object. */
      public Text {
        utf8 = utf8.asReadOnlyBuffer();
      }

      /** Returns the bytes with a position of their own. */
      @Override
      public ByteBuffer utf8() {
        return utf8.duplicate();
      }

      /** Shows the type and the length only. */
      @Override
      public String toString() {
        return "Text of %d bytes".formatted(utf8.remaining());
      }
    }
  }

  /**
   * A rule that a field of the request breaks.
   *
   * @param field the name of the field; empty for the request as a whole
   * @param violation the broken rule
   */
  public record FieldError(String field, Violation violation) {}

  /** Creates an empty JSON object. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Creates a response with a JSON body. */
  public static Response json(int status, JsonNode body) {
    return new Response(status, Map.of(), JSON, new Content.Json(body));
  }

  /**
   * Creates a response with a text.
   *
   * @param contentType the type of the text; must name the charset UTF-8 unless it is JSON
   */
  public static Response text(int status, String contentType, String text) {
    return new Response(
        status, Map.of(), contentType, new Content.Text(StandardCharsets.UTF_8.encode(text)));
  }

  /** Creates a response without a body. */
  public static Response empty(int status) {
    return new Response(status, Map.of(), JSON, null);
  }

  /** Creates a response for a problem. */
  public static Response problem(Problem problem) {
    return problem(problem, problem.detail());
  }

  /** Creates a response for a problem, with another sentence for users. */
  public static Response problem(Problem problem, String detail) {
    return problem(problem.status(), problem.code(), problem.title(), detail);
  }

  /**
   * Creates a response for a problem of a feature.
   *
   * @param status the HTTP status, from 400
   * @param code the stable code for programs, in snake_case
   * @param title a short title, the same for each response with this code
   * @param detail one sentence for users; must not contain texts of other systems
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

  /** Creates a response for values that are not valid: 422 {@code invalid_request}. */
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
   * Returns this response with another header.
   *
   * @param value the value; a {@code Location} that starts with a slash is relative to the
   *     application's context path
   */
  public Response withHeader(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Response(status, more, contentType, body);
  }

  /** Shows only the names of headers, because a cookie can contain a token. */
  @Override
  public String toString() {
    return "Answer[%d, headers=%s, body=%s]".formatted(status, headers.keySet(), body);
  }

  /**
   * Returns this response with {@code Retry-After}: whole seconds, rounded up, at least one (RFC
   * 9110, 10.2.3).
   */
  public Response withRetryAfter(Duration delay) {
    long seconds = Math.max(1, delay.plusMillis(999).toSeconds());
    return withHeader("Retry-After", Long.toString(seconds));
  }
}
