package dev.gatehouse.adapter.http;

import dev.gatehouse.adapter.http.feature.Answer;
import dev.gatehouse.adapter.http.feature.Call;
import dev.gatehouse.adapter.http.feature.Problem;
import dev.gatehouse.adapter.http.feature.ProblemException;
import dev.gatehouse.adapter.http.feature.Route;
import dev.gatehouse.domain.AccountAccess;
import dev.gatehouse.domain.AccountAuthorizationOutcome;
import dev.gatehouse.domain.AuthorizationOutcome;
import dev.gatehouse.domain.AuthorizationOutcome.Authorized;
import dev.gatehouse.domain.AuthorizationOutcome.Forbidden;
import dev.gatehouse.domain.AuthorizationOutcome.InvalidToken;
import dev.gatehouse.domain.BearerToken;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.TokenRefusal;
import dev.gatehouse.domain.usecase.Authorization;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Stands before an endpoint: lets in who may call, and turns whatever happens into one answer.
 *
 * <p>Errors are handled here, not in Javalin's mappers, so that a host application keeps its own.
 */
final class Gate implements Handler {
  private static final Logger LOG = System.getLogger(Gate.class.getName());

  private final Route route;
  private final Authorization authorization;
  private final TokenListener tokens;
  private final RequestIds requestIds;
  private final ClientAddresses addresses;

  Gate(
      Route route,
      Authorization authorization,
      TokenListener tokens,
      RequestIds requestIds,
      ClientAddresses addresses) {
    this.addresses = addresses;
    this.route = route;
    this.authorization = authorization;
    this.tokens = tokens;
    this.requestIds = requestIds;
  }

  @Override
  public void handle(Context context) throws IOException {
    String requestId = Responses.requestId(context, requestIds);
    context.attribute(EveryAnswer.ROUTE, route.path());
    Responses.send(
        context, answer(new HttpCall(context, requestId, addresses), requestId), requestId);
  }

  private Answer answer(Call call, String requestId) throws IOException {
    try {
      return switch (route) {
        case Route.Public(_, _, var endpoint) -> endpoint.apply(call);
        case Route.Authenticated(_, _, var endpoint) ->
            admit(call, authorization::authorize, endpoint, requestId);
        case Route.InGroup(_, _, var group, var endpoint) ->
            admit(call, token -> authorization.authorize(token, group), endpoint, requestId);
        case Route.Account(_, _, var endpoint) -> admitToAccount(call, endpoint, requestId);
      };
    } catch (ProblemException e) {
      return e.answer();
    } catch (IdentityProviderUnavailableException e) {
      LOG.log(Level.WARNING, "Request {0}: {1}", requestId, e.getMessage());
      return unavailable(e);
    } catch (UncheckedIOException e) {
      // The client went away or stalled while it was being read: the server's to end.
      throw e.getCause();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "Request " + requestId + " failed", e);
      return Answer.problem(Problem.INTERNAL_ERROR);
    }
  }

  private Answer admit(
      Call call,
      Function<BearerToken, AuthorizationOutcome> authorization,
      BiFunction<Call, Identity, Answer> endpoint,
      String requestId) {
    BearerToken token = call.bearerToken();
    if (token == null) {
      return missingToken();
    }
    return switch (authorization.apply(token)) {
      case Authorized(var identity) -> {
        tokens.accepted();
        yield endpoint.apply(call, identity);
      }
      case Forbidden() -> {
        tokens.accepted();
        yield Answer.problem(Problem.FORBIDDEN);
      }
      case InvalidToken(var reason) -> refused(reason, requestId);
    };
  }

  private Answer admitToAccount(
      Call call, BiFunction<Call, AccountAccess, Answer> endpoint, String requestId) {
    BearerToken token = call.bearerToken();
    if (token == null) {
      return missingToken();
    }
    return switch (authorization.authorizeAccount(token)) {
      case AccountAuthorizationOutcome.Authorized(var access) -> {
        tokens.accepted();
        yield endpoint.apply(call, access);
      }
      case AccountAuthorizationOutcome.InvalidToken(var reason) -> refused(reason, requestId);
    };
  }

  private static Answer missingToken() {
    return Answer.problem(Problem.MISSING_TOKEN).with("WWW-Authenticate", "Bearer");
  }

  private Answer refused(TokenRefusal reason, String requestId) {
    LOG.log(Level.DEBUG, "Request {0}: token refused: {1}", requestId, reason.code());
    tokens.refused(reason);
    return Answers.invalidToken();
  }

  private static Answer unavailable(IdentityProviderUnavailableException e) {
    Problem problem =
        switch (e.reason()) {
          case UNAVAILABLE -> Problem.IDENTITY_PROVIDER_UNAVAILABLE;
          case OVERLOADED -> Problem.OVERLOADED;
        };
    return Answer.problem(problem).retryAfter(e.retryAfter());
  }
}
