package dev.gatehouse.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.domain.CodeRequestOutcome;
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
 * @param headers headers beyond those that every answer has
 * @param contentType of the body
 * @param body the JSON to send, or null for none
 */
record Answer(
    int status, Map<String, String> headers, String contentType, @Nullable JsonNode body) {
  private static final String JSON = "application/json";
  private static final String PROBLEM_JSON = "application/problem+json";

  /**
   * A rule that a member of the request breaks; {@code member} is empty for the request as a whole.
   */
  record FieldError(String member, Violation violation) {}

  static Answer json(int status, JsonNode body) {
    return new Answer(status, Map.of(), JSON, body);
  }

  static Answer empty(int status) {
    return new Answer(status, Map.of(), JSON, null);
  }

  static Answer problem(Problem problem) {
    return problem(problem, problem.detail());
  }

  static Answer problem(Problem problem, String detail) {
    ObjectNode body =
        Json.object()
            .put("type", "urn:problem:gatehouse:" + problem.code())
            .put("title", problem.title())
            .put("status", problem.status())
            .put("code", problem.code())
            .put("detail", detail);
    return new Answer(problem.status(), Map.of(), PROBLEM_JSON, body);
  }

  static Answer invalid(List<FieldError> errors) {
    Answer answer = problem(Problem.INVALID_REQUEST);
    if (answer.body() instanceof ObjectNode body) {
      var list = body.putArray("errors");
      for (FieldError error : errors) {
        list.addObject()
            .put("field", error.member())
            .put("rule", error.violation().rule())
            .put("message", error.violation().message());
      }
    }
    return answer;
  }

  /** Nothing is told of whether there is a user. */
  static Answer codeRequested(CodeRequestOutcome outcome) {
    return switch (outcome) {
      case CodeRequestOutcome.Accepted() -> empty(202);
      case CodeRequestOutcome.TooManyAttempts(var retryAfter) -> tooManyAttempts(retryAfter);
    };
  }

  static Answer tooManyAttempts(Duration retryAfter) {
    return problem(Problem.TOO_MANY_ATTEMPTS).retryAfter(retryAfter);
  }

  /** A token that proves nothing here (RFC 6750, section 3). */
  static Answer invalidToken() {
    return problem(Problem.INVALID_TOKEN)
        .with("WWW-Authenticate", "Bearer error=\"invalid_token\"");
  }

  /** A rule that only the provider knows; the member is empty for the request as a whole. */
  static Answer refusedByProvider(String member, String message) {
    return invalid(List.of(new FieldError(member, new Violation("provider_rule", message))));
  }

  Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, contentType, body);
  }

  /** Says when to try again, in whole seconds, rounded up, at least one (RFC 9110, 10.2.3). */
  Answer retryAfter(Duration delay) {
    long seconds = Math.max(1, delay.plusMillis(999).toSeconds());
    return with("Retry-After", Long.toString(seconds));
  }

  /** The same answer, with the request's id in a problem's {@code instance}. */
  byte[] bytes(String requestId) {
    if (contentType.equals(PROBLEM_JSON) && body instanceof ObjectNode problem) {
      return Json.write(problem.deepCopy().put("instance", requestId));
    }
    return body == null ? new byte[0] : Json.write(body);
  }
}
