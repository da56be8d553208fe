package dev.gatehouse.adapter.http;

import dev.gatehouse.adapter.http.endpoint.CommonResponses;
import dev.gatehouse.adapter.http.spi.Problem;
import dev.gatehouse.adapter.http.spi.Request;
import dev.gatehouse.adapter.http.spi.Response;
import dev.gatehouse.adapter.http.spi.Route;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.limit.Limit;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.usecase.RequestLimits;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Calls the endpoint of a route, for any server. */
public final class RouteCall {
  private RouteCall() {}

  /**
   * Returns the response of a route. The guard has admitted the request.
   *
   * @param user returns the user; called if the route requires one
   * @param account returns the permission to change the account; called if the route requires it
   * @throws RuntimeException if the request fails; see {@code ErrorResponses}
   */
  public static Response answer(
      Route route,
      Request request,
      RequestLimits limits,
      Supplier<Identity> user,
      Supplier<AccountAccess> account) {
    Limit limit = route.limits().beforeBody();
    if (limit != null) {
      TooManyAttempts refused = limits.acquire(request.caller(), limit);
      if (refused != null) {
        return CommonResponses.refused(refused);
      }
    }
    return switch (route) {
      case Route.Public it -> it.endpoint().apply(request);
      case Route.Authenticated it -> it.endpoint().apply(request, user.get());
      case Route.InGroup it -> it.endpoint().apply(request, user.get());
      case Route.Account it -> it.endpoint().apply(request, account.get());
    };
  }

  /**
   * Returns the response to a method that no route of a path has. {@code OPTIONS} returns the
   * methods.
   *
   * @param methods the methods of the path; not empty
   */
  public static Response ofNoRoute(String method, Set<String> methods) {
    Set<String> allowed = new TreeSet<>(methods);
    allowed.add("OPTIONS");
    Response response =
        method.equals("OPTIONS")
            ? Response.empty(204)
            : Response.problem(Problem.METHOD_NOT_ALLOWED);
    return response.withHeader("Allow", String.join(", ", allowed));
  }
}
