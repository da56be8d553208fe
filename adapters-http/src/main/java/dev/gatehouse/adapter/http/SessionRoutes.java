package dev.gatehouse.adapter.http;

import dev.gatehouse.adapter.http.endpoint.LoginEndpoints;
import dev.gatehouse.adapter.http.endpoint.SessionEndpoints;
import dev.gatehouse.adapter.http.spi.RefreshTokenTransport;
import dev.gatehouse.adapter.http.spi.Route;
import dev.gatehouse.domain.usecase.UseCases;
import java.util.List;
import java.util.stream.Stream;

/**
 * Logging in, staying logged in and logging out, however clients hold their refresh tokens: the
 * API's own endpoints, and what others put up with a carrier of theirs.
 *
 * @param useCases what the endpoints call
 * @param settings what the API needs to know of where it runs
 */
public record SessionRoutes(UseCases useCases, ApiSettings settings) {
  /**
   * {@code POST /login}, {@code /login/challenge}, {@code /token/refresh} and {@code /logout}.
   *
   * @param prefix what stands before these paths; may be empty
   */
  public List<Route.Public> under(String prefix, RefreshTokenTransport transport) {
    return Stream.concat(
            new LoginEndpoints(useCases.login(), settings.totpIssuer(), transport)
                .routes(prefix).stream(),
            new SessionEndpoints(useCases.sessions(), transport).routes(prefix).stream())
        .toList();
  }
}
