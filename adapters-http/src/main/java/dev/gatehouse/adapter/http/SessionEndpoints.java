package dev.gatehouse.adapter.http;

import dev.gatehouse.adapter.http.feature.Answer;
import dev.gatehouse.adapter.http.feature.Call;
import dev.gatehouse.adapter.http.feature.HttpMethod;
import dev.gatehouse.adapter.http.feature.Problem;
import dev.gatehouse.adapter.http.feature.RefreshTokenCarrier;
import dev.gatehouse.adapter.http.feature.Route;
import dev.gatehouse.domain.RefreshOutcome.InvalidRefreshToken;
import dev.gatehouse.domain.RefreshOutcome.Refreshed;
import dev.gatehouse.domain.RefreshToken;
import dev.gatehouse.domain.Refusal;
import dev.gatehouse.domain.usecase.SessionManagement;
import java.util.List;

/** A user stays logged in, and logs out. */
final class SessionEndpoints {
  private final SessionManagement sessions;
  private final RefreshTokenCarrier carrier;

  SessionEndpoints(SessionManagement sessions, RefreshTokenCarrier carrier) {
    this.sessions = sessions;
    this.carrier = carrier;
  }

  List<Route.Public> routes(String prefix) {
    return List.of(
        new Route.Public(
            HttpMethod.POST, prefix + "/token/refresh", EndpointLimits.REFRESHES, this::refresh),
        new Route.Public(
            HttpMethod.POST, prefix + "/logout", EndpointLimits.REQUESTS, this::logOut));
  }

  private Answer refresh(Call call) {
    RefreshToken token = carrier.sent(call);
    if (token == null) {
      return Answer.empty(204);
    }
    return switch (sessions.refresh(call.caller(), token)) {
      case Refreshed(_, var tokens) -> Forms.tokens(tokens, carrier);
      case InvalidRefreshToken() -> Answer.problem(Problem.INVALID_REFRESH_TOKEN);
      case Refusal refusal -> Answers.refused(refusal);
    };
  }

  private Answer logOut(Call call) {
    RefreshToken token = carrier.sent(call);
    if (token != null) {
      sessions.logOut(call.caller(), token, call.bearerToken());
    }
    return carrier.takenBack();
  }
}
