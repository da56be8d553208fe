package dev.gatehouse.adapter.http;

import dev.gatehouse.adapter.http.feature.Answer;
import dev.gatehouse.adapter.http.feature.Answer.FieldError;
import dev.gatehouse.adapter.http.feature.Problem;
import dev.gatehouse.domain.CodeRequestOutcome;
import dev.gatehouse.domain.Violation;
import java.time.Duration;
import java.util.List;

/** What several endpoints answer. */
final class Answers {
  private Answers() {}

  /** Nothing is told of whether there is a user. */
  static Answer codeRequested(CodeRequestOutcome outcome) {
    return switch (outcome) {
      case CodeRequestOutcome.Accepted() -> Answer.empty(202);
      case CodeRequestOutcome.TooManyAttempts(var retryAfter) -> tooManyAttempts(retryAfter);
    };
  }

  static Answer tooManyAttempts(Duration retryAfter) {
    return Answer.problem(Problem.TOO_MANY_ATTEMPTS).retryAfter(retryAfter);
  }

  /** A token that proves nothing here (RFC 6750, section 3). */
  static Answer invalidToken() {
    return Answer.problem(Problem.INVALID_TOKEN)
        .with("WWW-Authenticate", "Bearer error=\"invalid_token\"");
  }

  /** A rule that only the provider knows; the member is empty for the request as a whole. */
  static Answer refusedByProvider(String member, String message) {
    return Answer.invalid(List.of(new FieldError(member, new Violation("provider_rule", message))));
  }
}
