package dev.gatehouse.adapter.http;

import dev.gatehouse.adapter.http.endpoint.LoginEndpoints;
import dev.gatehouse.adapter.http.endpoint.SessionEndpoints;
import dev.gatehouse.adapter.http.spi.RefreshTokenTransport;
import dev.gatehouse.adapter.http.spi.Route;
import dev.gatehouse.domain.usecase.UseCases;
import java.util.List;
import java.util.stream.Stream;

/**
 * The routes for login, refresh and logout, for any way to transport the refresh token.
 *
 * @param useCases the use cases that the endpoints call
 * @param settings the settings of the API
 */
public record SessionRoutes(UseCases useCases, ApiSettings settings) {
  /**
   * Returns the routes {@code POST /login}, {@code /login/challenge}, {@code /token/refresh} and
   * {@code /logout}.
   *
   * @param prefix the prefix of these paths; may be empty
   */
  public List<Route.Public> under(String prefix, RefreshTokenTransport transport) {
    return Stream.concat(
            new LoginEndpoints(
                    useCases.login(),
                    useCases.sessions(),
                    useCases.passwordPolicy(),
                    settings.totpIssuer(),
                    transport)
                .routes(prefix).stream(),
            new SessionEndpoints(useCases.sessions(), transport).routes(prefix).stream())
        .toList();
  }
}
