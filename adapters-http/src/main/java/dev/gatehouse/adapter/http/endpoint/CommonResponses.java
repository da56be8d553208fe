package dev.gatehouse.adapter.http.endpoint;

import dev.gatehouse.adapter.http.spi.FieldValues;
import dev.gatehouse.adapter.http.spi.Problem;
import dev.gatehouse.adapter.http.spi.ProblemException;
import dev.gatehouse.adapter.http.spi.Response;
import dev.gatehouse.adapter.http.spi.Response.FieldError;
import dev.gatehouse.domain.Violation;
import dev.gatehouse.domain.account.CodeRequestOutcome;
import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.refusal.CodeRequired;
import dev.gatehouse.domain.refusal.InvalidCode;
import dev.gatehouse.domain.refusal.InvalidCredentials;
import dev.gatehouse.domain.refusal.PasswordRefused;
import dev.gatehouse.domain.refusal.ReauthenticationRequired;
import dev.gatehouse.domain.refusal.Refusal;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Responses that several endpoints share. */
public final class CommonResponses {
  private CommonResponses() {}

  /** The response does not say whether the user exists. */
  static Response codeRequested(CodeRequestOutcome outcome) {
    return switch (outcome) {
      case CodeRequestOutcome.Accepted() -> Response.empty(202);
      case Refusal refusal -> refused(refusal);
    };
  }

  /**
   * Returns an optional capability of the provider.
   *
   * @throws ProblemException if the provider lacks the capability
   */
  static <T> T requireSupported(Optional<T> capability) {
    return capability.orElseThrow(
        () -> new ProblemException(Response.problem(Problem.NOT_SUPPORTED)));
  }

  public static Response refused(Refusal refusal) {
    return switch (refusal) {
      case AccessRefused() -> invalidToken();
      case CodeRequired() ->
          Response.invalid(
              List.of(new FieldError(RequestFields.CODE.name(), FieldValues.REQUIRED)));
      case InvalidCode() -> Response.problem(Problem.INVALID_CODE);
      case InvalidCredentials() -> Response.problem(Problem.INVALID_CREDENTIALS);
      case ReauthenticationRequired(var maxAge) -> reauthenticationRequired(maxAge);
      case TooManyAttempts(var retryAfter) ->
          Response.problem(Problem.TOO_MANY_ATTEMPTS).withRetryAfter(retryAfter);
    };
  }

  /** Returns the response for an invalid bearer token (RFC 6750, section 3). */
  public static Response invalidToken() {
    return Response.problem(Problem.INVALID_TOKEN)
        .withHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
  }

  /** Returns the response for a login that is too long ago (RFC 9470, section 3). */
  private static Response reauthenticationRequired(Duration maxAge) {
    return Response.problem(Problem.REAUTHENTICATION_REQUIRED)
        .withHeader(
            "WWW-Authenticate",
            "Bearer error=\"insufficient_user_authentication\", max_age=\"%d\""
                .formatted(maxAge.toSeconds()));
  }

  static Response passwordRefused(String member, PasswordRefused refused) {
    return refused.violations().isEmpty()
        ? refusedByProvider(
            member, "The provider does not allow this password. Choose another one.")
        : Response.invalid(
            refused.violations().stream()
                .map(violation -> new FieldError(member, violation))
                .toList());
  }

  /**
   * Returns the response for a rule of the provider. The field is empty for the request as a whole.
   */
  static Response refusedByProvider(String member, String message) {
    return Response.invalid(
        List.of(new FieldError(member, new Violation("provider_rule", message))));
  }
}
