package dev.gatehouse.adapter.http;

import dev.gatehouse.adapter.http.feature.Answer;
import dev.gatehouse.adapter.http.feature.Call;
import dev.gatehouse.adapter.http.feature.HttpMethod;
import dev.gatehouse.adapter.http.feature.Problem;
import dev.gatehouse.adapter.http.feature.RefreshTokenCarrier;
import dev.gatehouse.adapter.http.feature.Route;
import dev.gatehouse.domain.RefreshOutcome.InvalidRefreshToken;
import dev.gatehouse.domain.RefreshOutcome.RefreshTokenReused;
import dev.gatehouse.domain.RefreshOutcome.Refreshed;
import dev.gatehouse.domain.RefreshOutcome.TooManyAttempts;
import dev.gatehouse.domain.RefreshToken;
import dev.gatehouse.domain.usecase.Sessions;
import java.util.List;

/** A user stays logged in, and logs out. */
final class SessionEndpoints {
  private final Sessions sessions;
  private final RefreshTokenCarrier carrier;

  SessionEndpoints(Sessions sessions, RefreshTokenCarrier carrier) {
    this.sessions = sessions;
    this.carrier = carrier;
  }

  List<Route.Public> routes(String prefix) {
    return List.of(
        new Route.Public(HttpMethod.POST, prefix + "/token/refresh", this::refresh),
        new Route.Public(HttpMethod.POST, prefix + "/logout", this::logOut));
  }

  private Answer refresh(Call call) {
    RefreshToken token = carrier.sent(call);
    if (token == null) {
      return Answer.empty(204);
    }
    return switch (sessions.refresh(call.caller(), token)) {
      case Refreshed(var tokens) -> Forms.tokens(tokens, carrier);
      case InvalidRefreshToken(), RefreshTokenReused(_) ->
          Answer.problem(Problem.INVALID_REFRESH_TOKEN);
      case TooManyAttempts(var retryAfter) -> Answers.tooManyAttempts(retryAfter);
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
