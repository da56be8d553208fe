package dev.gatehouse.adapter.http;

import dev.gatehouse.adapter.http.feature.Answer;
import dev.gatehouse.adapter.http.feature.Answer.FieldError;
import dev.gatehouse.adapter.http.feature.Problem;
import dev.gatehouse.adapter.http.feature.ProblemException;
import dev.gatehouse.domain.AccessRefused;
import dev.gatehouse.domain.CodeRequestOutcome;
import dev.gatehouse.domain.InvalidCode;
import dev.gatehouse.domain.InvalidCredentials;
import dev.gatehouse.domain.Refusal;
import dev.gatehouse.domain.TooManyAttempts;
import dev.gatehouse.domain.Violation;
import java.util.List;
import java.util.Optional;

/** What several endpoints answer. */
final class Answers {
  private Answers() {}

  /** The answer does not tell whether the user exists. */
  static Answer codeRequested(CodeRequestOutcome outcome) {
    return switch (outcome) {
      case CodeRequestOutcome.Accepted() -> Answer.empty(202);
      case Refusal refusal -> refused(refusal);
    };
  }

  /**
   * What the provider can do.
   *
   * @throws ProblemException if the provider lacks the capability
   */
  static <T> T supported(Optional<T> capability) {
    return capability.orElseThrow(
        () -> new ProblemException(Answer.problem(Problem.NOT_SUPPORTED)));
  }

  static Answer refused(Refusal refusal) {
    return switch (refusal) {
      case AccessRefused() -> invalidToken();
      case InvalidCode() -> Answer.problem(Problem.INVALID_CODE);
      case InvalidCredentials() -> Answer.problem(Problem.INVALID_CREDENTIALS);
      case TooManyAttempts(var retryAfter) ->
          Answer.problem(Problem.TOO_MANY_ATTEMPTS).retryAfter(retryAfter);
    };
  }

  /** The bearer token is refused (RFC 6750, section 3). */
  static Answer invalidToken() {
    return Answer.problem(Problem.INVALID_TOKEN)
        .with("WWW-Authenticate", "Bearer error=\"invalid_token\"");
  }

  static Answer passwordRefused(String member) {
    return refusedByProvider(member, "The provider's rules ask for another password.");
  }

  /** A rule that only the provider knows; the member is empty for the request as a whole. */
  static Answer refusedByProvider(String member, String message) {
    return Answer.invalid(List.of(new FieldError(member, new Violation("provider_rule", message))));
  }
}
