package dev.gatehouse.adapter.http;

import dev.gatehouse.adapter.http.message.ErrorResponses;
import dev.gatehouse.adapter.http.message.JavalinRequest;
import dev.gatehouse.adapter.http.message.RequestIds;
import dev.gatehouse.adapter.http.message.ResponseWriter;
import dev.gatehouse.adapter.http.message.StrictRequest;
import dev.gatehouse.adapter.http.spi.ProblemException;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.token.AccountAccess;
import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import io.javalin.router.ParsedEndpoint;
import io.javalin.security.Roles;
import io.javalin.security.RouteRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Checks the token of a request before the handler of a route with an {@link Access} role runs.
 * Javalin calls the guard for every matched route.
 */
final class RouteGuard implements Handler {
  private static final String USER = RouteGuard.class.getName() + ".user";
  private static final String ACCOUNT = RouteGuard.class.getName() + ".account";

  private final JavalinState javalin;
  private final TokenGuard tokens;
  private final RequestIds requestIds;

  RouteGuard(JavalinState javalin, TokenGuard tokens, RequestIds requestIds) {
    this.javalin = javalin;
    this.tokens = tokens;
    this.requestIds = requestIds;
  }

  /**
   * Returns the user whose token the guard has checked.
   *
   * @throws IllegalStateException if the route requires no token
   */
  static Identity user(Context context) {
    Identity user = context.attribute(USER);
    if (user == null) {
      throw noToken(context, "SIGNED_IN, ACCESS_TOKEN or inGroup");
    }
    return user;
  }

  /**
   * Returns the permission to change the account, from the access token that the guard has checked.
   *
   * @throws IllegalStateException if the route requires no access token
   */
  static AccountAccess account(Context context) {
    AccountAccess account = context.attribute(ACCOUNT);
    if (account == null) {
      throw noToken(context, "ACCESS_TOKEN");
    }
    return account;
  }

  private static IllegalStateException noToken(Context context, String roles) {
    return new IllegalStateException(
        "there is no signed-in user: the route %s %s has no Access role that requires a token; add %s"
            .formatted(context.method(), context.endpoint().path, roles));
  }

  /**
   * Checks the token.
   *
   * @throws ProblemException if the request may not call the route
   */
  @Override
  public void handle(Context context) {
    List<Access> accesses = accesses(context);
    if (accesses.isEmpty()) {
      return;
    }
    String requestId = ResponseWriter.requestId(context, requestIds);
    Endpoint route = context.endpoints().matchedHttpEndpoint();
    if (route != null) {
      context.attribute(ResponseWriter.ROUTE, route.path);
    }
    try {
      if (accesses.size() > 1) {
        throw new IllegalStateException("a route has several Access roles: " + accesses);
      }
      admit(context, accesses.getFirst(), requestId);
    } catch (RuntimeException e) {
      throw new ProblemException(ErrorResponses.of(e, requestId));
    }
  }

  /** A loop, because this runs for each request and a stream takes several times as long. */
  private List<Access> accesses(Context context) {
    List<Access> accesses = new ArrayList<>();
    for (RouteRole role : roles(context)) {
      if (role instanceof Access access) {
        accesses.add(access);
      }
    }
    return accesses;
  }

  /** Javalin answers HEAD itself if a path has a GET, and does not pass its roles. */
  private Set<? extends RouteRole> roles(Context context) {
    Set<RouteRole> roles = context.routeRoles();
    if (!roles.isEmpty() || !context.method().equals(HandlerType.HEAD)) {
      return roles;
    }
    String path = context.path().substring(context.contextPath().length());
    ParsedEndpoint get = javalin.internalRouter.findFirstHttpHandlerEntry(HandlerType.GET, path);
    Roles ofGet = get == null ? null : get.endpoint.metadata(Roles.class);
    return ofGet == null ? roles : ofGet.getRoles();
  }

  private void admit(Context context, Access access, String requestId) {
    JavalinRequest request = new JavalinRequest(context);
    switch (access) {
      case Access.Public() -> {}
      case Access.SignedIn() ->
          context.attribute(USER, tokens.signedIn(StrictRequest.bearerToken(request), requestId));
      case Access.InGroup(var group) ->
          context.attribute(
              USER, tokens.inGroup(StrictRequest.bearerToken(request), group, requestId));
      case Access.AccessToken() -> {
        AccountAccess account = tokens.account(StrictRequest.bearerToken(request), requestId);
        context.attribute(USER, account.claims().identity());
        context.attribute(ACCOUNT, account);
      }
    }
  }
}
