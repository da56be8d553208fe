package dev.gatehouse.adapter.http;

import static dev.gatehouse.adapter.http.Members.REFRESH_TOKEN;

import dev.gatehouse.adapter.http.feature.Answer;
import dev.gatehouse.adapter.http.feature.Call;
import dev.gatehouse.adapter.http.feature.HttpMethod;
import dev.gatehouse.adapter.http.feature.Problem;
import dev.gatehouse.adapter.http.feature.Route;
import dev.gatehouse.domain.AccountAccess;
import dev.gatehouse.domain.LogoutOutcome.AccessRefused;
import dev.gatehouse.domain.LogoutOutcome.LoggedOut;
import dev.gatehouse.domain.RefreshOutcome.InvalidRefreshToken;
import dev.gatehouse.domain.RefreshOutcome.RefreshTokenReused;
import dev.gatehouse.domain.RefreshOutcome.Refreshed;
import dev.gatehouse.domain.RefreshOutcome.TooManyAttempts;
import dev.gatehouse.domain.usecase.Sessions;
import java.util.List;

/** A user stays logged in, and logs out. */
final class SessionEndpoints {
  private final Sessions sessions;

  SessionEndpoints(Sessions sessions) {
    this.sessions = sessions;
  }

  List<Route> routes() {
    return List.of(
        new Route.Public(HttpMethod.POST, "/token/refresh", this::refresh),
        new Route.Public(HttpMethod.POST, "/logout", this::logOut),
        new Route.Account(HttpMethod.POST, "/logout/everywhere", this::logOutEverywhere));
  }

  private Answer refresh(Call call) {
    return switch (sessions.refresh(call.caller(), call.body(REFRESH_TOKEN).get(REFRESH_TOKEN))) {
      case Refreshed(var tokens) -> Answer.json(200, Forms.tokens(tokens));
      case InvalidRefreshToken(), RefreshTokenReused(_) ->
          Answer.problem(Problem.INVALID_REFRESH_TOKEN);
      case TooManyAttempts(var retryAfter) -> Answers.tooManyAttempts(retryAfter);
    };
  }

  private Answer logOut(Call call) {
    sessions.logOut(call.caller(), call.body(REFRESH_TOKEN).get(REFRESH_TOKEN), call.bearerToken());
    return Answer.empty(204);
  }

  private Answer logOutEverywhere(Call call, AccountAccess access) {
    return switch (sessions.logOutEverywhere(call.caller(), access)) {
      case LoggedOut() -> Answer.empty(204);
      case AccessRefused() -> Answers.invalidToken();
    };
  }
}
