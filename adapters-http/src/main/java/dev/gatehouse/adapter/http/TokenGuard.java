package dev.gatehouse.adapter.http;

import dev.gatehouse.adapter.http.endpoint.CommonResponses;
import dev.gatehouse.adapter.http.spi.Problem;
import dev.gatehouse.adapter.http.spi.ProblemException;
import dev.gatehouse.adapter.http.spi.Response;
import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.token.AccountAuthorizationOutcome;
import dev.gatehouse.domain.token.AuthorizationOutcome;
import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.TokenRefusal;
import dev.gatehouse.domain.usecase.Authorization;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Checks the token of a request. Each method throws a {@link ProblemException} if the request may
 * not call the route.
 */
public final class TokenGuard {
  private static final Logger LOG = System.getLogger(TokenGuard.class.getName());

  private final Authorization authorization;
  private final TokenListener tokens;

  /** Creates a guard. */
  public TokenGuard(Authorization authorization, TokenListener tokens) {
    this.authorization = authorization;
    this.tokens = tokens;
  }

  /** Returns the user of a valid token. */
  public Identity signedIn(@Nullable BearerToken token, String requestId) {
    return admitted(authorization.authorize(required(token)), requestId);
  }

  /** Returns the user of a valid token, who is in the group. */
  public Identity inGroup(@Nullable BearerToken token, Group group, String requestId) {
    return admitted(authorization.authorize(required(token), group), requestId);
  }

  /** Returns the permission to change the account, from a valid access token. */
  public AccountAccess account(@Nullable BearerToken token, String requestId) {
    return switch (authorization.authorizeAccount(required(token))) {
      case AccountAuthorizationOutcome.Authorized(var account) -> {
        tokens.onAccepted();
        yield account;
      }
      case AccountAuthorizationOutcome.InvalidToken(var reason) -> throw refused(reason, requestId);
    };
  }

  private Identity admitted(AuthorizationOutcome outcome, String requestId) {
    return switch (outcome) {
      case AuthorizationOutcome.Authorized(var user) -> {
        tokens.onAccepted();
        yield user;
      }
      case AuthorizationOutcome.Forbidden() -> {
        tokens.onAccepted();
        throw new ProblemException(Response.problem(Problem.FORBIDDEN));
      }
      case AuthorizationOutcome.InvalidToken(var reason) -> throw refused(reason, requestId);
    };
  }

  private static BearerToken required(@Nullable BearerToken token) {
    if (token == null) {
      throw new ProblemException(
          Response.problem(Problem.MISSING_TOKEN).withHeader("WWW-Authenticate", "Bearer"));
    }
    return token;
  }

  private ProblemException refused(TokenRefusal reason, String requestId) {
    LOG.log(Level.DEBUG, "Request {0}: token refused: {1}", requestId, reason.code());
    tokens.onRefused(reason);
    return new ProblemException(CommonResponses.invalidToken());
  }
}
