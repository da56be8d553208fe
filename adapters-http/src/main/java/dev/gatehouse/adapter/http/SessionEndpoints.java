package dev.gatehouse.adapter.http;

import static dev.gatehouse.adapter.http.Members.PASSWORD;
import static dev.gatehouse.adapter.http.Members.REFRESH_TOKEN;
import static dev.gatehouse.adapter.http.Members.USERNAME;

import dev.gatehouse.domain.AccountAccess;
import dev.gatehouse.domain.LoginOutcome.ChallengeNotSupported;
import dev.gatehouse.domain.LoginOutcome.InvalidCredentials;
import dev.gatehouse.domain.LoginOutcome.LoggedIn;
import dev.gatehouse.domain.LoginOutcome.PasswordResetRequired;
import dev.gatehouse.domain.LoginOutcome.TooManyAttempts;
import dev.gatehouse.domain.LoginOutcome.UserDisabled;
import dev.gatehouse.domain.LoginOutcome.UserNotConfirmed;
import dev.gatehouse.domain.LogoutOutcome.AccessRefused;
import dev.gatehouse.domain.LogoutOutcome.LoggedOut;
import dev.gatehouse.domain.RefreshOutcome.InvalidRefreshToken;
import dev.gatehouse.domain.RefreshOutcome.RefreshTokenReused;
import dev.gatehouse.domain.RefreshOutcome.Refreshed;
import dev.gatehouse.domain.usecase.Login;
import dev.gatehouse.domain.usecase.Sessions;
import io.javalin.http.HandlerType;
import java.util.List;

/** A user logs in, stays logged in, and logs out. */
final class SessionEndpoints {
  private final Login login;
  private final Sessions sessions;

  SessionEndpoints(Login login, Sessions sessions) {
    this.login = login;
    this.sessions = sessions;
  }

  List<Route> routes() {
    return List.of(
        new Route.Public(HandlerType.POST, "/login", this::logIn),
        new Route.Public(HandlerType.POST, "/token/refresh", this::refresh),
        new Route.Public(HandlerType.POST, "/logout", this::logOut),
        new Route.Account(
            HandlerType.POST, "/logout/everywhere", (_, access) -> logOutEverywhere(access)));
  }

  private Answer logIn(Call call) {
    Call.Body body = call.body(USERNAME, PASSWORD);
    return switch (login.logIn(body.get(USERNAME), body.get(PASSWORD))) {
      case LoggedIn(var tokens) -> Answer.json(200, Forms.tokens(tokens));
      case InvalidCredentials(), UserDisabled() -> Answer.problem(Problem.INVALID_CREDENTIALS);
      case UserNotConfirmed() -> Answer.problem(Problem.USER_NOT_CONFIRMED);
      case PasswordResetRequired() -> Answer.problem(Problem.PASSWORD_RESET_REQUIRED);
      case TooManyAttempts(var retryAfter) ->
          Answer.problem(Problem.TOO_MANY_ATTEMPTS).retryAfter(retryAfter);
      case ChallengeNotSupported(var name) ->
          Answer.problem(
              Problem.CHALLENGE_NOT_SUPPORTED, "The challenge " + name + " is not supported.");
    };
  }

  private Answer refresh(Call call) {
    return switch (sessions.refresh(call.body(REFRESH_TOKEN).get(REFRESH_TOKEN))) {
      case Refreshed(var tokens) -> Answer.json(200, Forms.tokens(tokens));
      case InvalidRefreshToken(), RefreshTokenReused(_) ->
          Answer.problem(Problem.INVALID_REFRESH_TOKEN);
    };
  }

  private Answer logOut(Call call) {
    sessions.logOut(call.body(REFRESH_TOKEN).get(REFRESH_TOKEN), call.bearerToken());
    return Answer.empty(204);
  }

  private Answer logOutEverywhere(AccountAccess access) {
    return switch (sessions.logOutEverywhere(access)) {
      case LoggedOut() -> Answer.empty(204);
      case AccessRefused() -> Answer.invalidToken();
    };
  }
}
