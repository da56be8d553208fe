package dev.gatehouse.adapter.http;

import dev.gatehouse.adapter.http.feature.HttpMethod;
import dev.gatehouse.adapter.http.feature.Problem;
import dev.gatehouse.adapter.http.feature.RefreshTokenTransport;
import dev.gatehouse.adapter.http.feature.Request;
import dev.gatehouse.adapter.http.feature.Response;
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
  private final RefreshTokenTransport transport;

  SessionEndpoints(SessionManagement sessions, RefreshTokenTransport transport) {
    this.sessions = sessions;
    this.transport = transport;
  }

  List<Route.Public> routes(String prefix) {
    return List.of(
        new Route.Public(
            HttpMethod.POST, prefix + "/token/refresh", EndpointLimits.REFRESHES, this::refresh),
        new Route.Public(
            HttpMethod.POST, prefix + "/logout", EndpointLimits.REQUESTS, this::logOut));
  }

  private Response refresh(Request request) {
    RefreshToken token = transport.read(request);
    if (token == null) {
      return Response.empty(204);
    }
    return switch (sessions.refresh(request.caller(), token)) {
      case Refreshed(_, var tokens) -> JsonBodies.tokens(tokens, transport);
      case InvalidRefreshToken() -> Response.problem(Problem.INVALID_REFRESH_TOKEN);
      case Refusal refusal -> CommonResponses.refused(refusal);
    };
  }

  private Response logOut(Request request) {
    RefreshToken token = transport.read(request);
    if (token != null) {
      sessions.logOut(request.caller(), token, request.bearerToken());
    }
    return transport.clear();
  }
}
