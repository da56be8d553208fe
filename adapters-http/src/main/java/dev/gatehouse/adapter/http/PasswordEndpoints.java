package dev.gatehouse.adapter.http;

import static dev.gatehouse.adapter.http.Members.CODE;
import static dev.gatehouse.adapter.http.Members.NEW_PASSWORD;
import static dev.gatehouse.adapter.http.Members.USERNAME;

import dev.gatehouse.adapter.http.feature.Answer;
import dev.gatehouse.adapter.http.feature.Body;
import dev.gatehouse.adapter.http.feature.Call;
import dev.gatehouse.adapter.http.feature.HttpMethod;
import dev.gatehouse.adapter.http.feature.Route;
import dev.gatehouse.domain.PasswordRefused;
import dev.gatehouse.domain.PasswordResetOutcome.PasswordReset;
import dev.gatehouse.domain.Refusal;
import dev.gatehouse.domain.usecase.PasswordRecovery;
import java.util.List;

/** A user who has forgotten the password sets another. */
final class PasswordEndpoints {
  private final PasswordRecovery recovery;

  PasswordEndpoints(PasswordRecovery recovery) {
    this.recovery = recovery;
  }

  List<Route> routes() {
    return List.of(
        new Route.Public(HttpMethod.POST, "/password/forgot", EndpointLimits.CODES, this::sendCode),
        new Route.Public(HttpMethod.POST, "/password/reset", EndpointLimits.PROOFS, this::reset));
  }

  private Answer sendCode(Call call) {
    return Answers.codeRequested(
        recovery.sendCode(call.caller(), call.body(USERNAME).get(USERNAME)));
  }

  private Answer reset(Call call) {
    Body body = call.body(USERNAME, CODE, NEW_PASSWORD);
    return switch (recovery.reset(
        call.caller(), body.get(USERNAME), body.get(CODE), body.get(NEW_PASSWORD))) {
      case PasswordReset(_, _) -> Answer.empty(204);
      case Refusal refusal -> Answers.refused(refusal);
      case PasswordRefused() -> Answers.passwordRefused(NEW_PASSWORD.name());
    };
  }
}
