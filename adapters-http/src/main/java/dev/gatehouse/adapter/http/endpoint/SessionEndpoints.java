package dev.gatehouse.adapter.http.endpoint;

import dev.gatehouse.adapter.http.spi.HttpMethod;
import dev.gatehouse.adapter.http.spi.Problem;
import dev.gatehouse.adapter.http.spi.RefreshTokenTransport;
import dev.gatehouse.adapter.http.spi.Request;
import dev.gatehouse.adapter.http.spi.Response;
import dev.gatehouse.adapter.http.spi.Route;
import dev.gatehouse.domain.refusal.Refusal;
import dev.gatehouse.domain.session.RefreshOutcome.InvalidRefreshToken;
import dev.gatehouse.domain.session.RefreshOutcome.Refreshed;
import dev.gatehouse.domain.token.RefreshToken;
import dev.gatehouse.domain.usecase.SessionManagement;
import java.util.List;

/** The endpoints to refresh a session and to log out. */
public final class SessionEndpoints {
  private final SessionManagement sessions;
  private final RefreshTokenTransport transport;

  public SessionEndpoints(SessionManagement sessions, RefreshTokenTransport transport) {
    this.sessions = sessions;
    this.transport = transport;
  }

  public List<Route.Public> routes(String prefix) {
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
      case Refreshed(_, _, var tokens) -> JsonBodies.tokens(tokens, transport);
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
