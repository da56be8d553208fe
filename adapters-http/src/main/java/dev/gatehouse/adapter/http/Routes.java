package dev.gatehouse.adapter.http;

import dev.gatehouse.adapter.http.message.ClientAddresses;
import dev.gatehouse.adapter.http.message.ErrorResponses;
import dev.gatehouse.adapter.http.message.JavalinRequest;
import dev.gatehouse.adapter.http.message.RequestIds;
import dev.gatehouse.adapter.http.message.ResponseWriter;
import dev.gatehouse.adapter.http.message.StrictRequest;
import dev.gatehouse.adapter.http.spi.HttpMethod;
import dev.gatehouse.adapter.http.spi.Response;
import dev.gatehouse.adapter.http.spi.Route;
import dev.gatehouse.domain.usecase.RequestLimits;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import io.javalin.security.Roles;
import java.util.List;
import java.util.Set;

/**
 * Registers routes with Javalin, each with its {@link Access} role.
 *
 * <p>Javalin answers {@code HEAD} on a path that has a {@code GET} with 200 without calling any
 * handler, so every {@code GET} gets a {@code HEAD} with the same handler.
 *
 * @param limits applies the rate limits of the routes
 * @param requestIds the source of request ids
 * @param addresses finds the client's address of a request
 */
record Routes(RequestLimits limits, RequestIds requestIds, ClientAddresses addresses) {
  /** Adds the routes in their order; Javalin uses the first one that matches. */
  void register(List<Route> routes, RoutesConfig javalin) {
    routes.forEach(
        route -> {
          javalin.addEndpoint(endpoint(route, HandlerType.findOrCreate(route.method().name())));
          if (route.method() == HttpMethod.GET) {
            javalin.addEndpoint(endpoint(route, HandlerType.HEAD));
          }
        });
  }

  private Endpoint endpoint(Route route, HandlerType method) {
    Handler handler = context -> handle(route, context);
    return Endpoint.create(method, route.path())
        .addMetadata(new Roles(Set.of(access(route))))
        .handler(handler);
  }

  private static Access access(Route route) {
    return switch (route) {
      case Route.Public _ -> Access.PUBLIC;
      case Route.Authenticated _ -> Access.SIGNED_IN;
      case Route.InGroup(_, _, var group, _, _) -> new Access.InGroup(group);
      case Route.Account _ -> Access.ACCESS_TOKEN;
    };
  }

  private void handle(Route route, Context context) {
    String requestId = ResponseWriter.requestId(context, requestIds);
    Response response;
    try {
      response =
          RouteCall.answer(
              route,
              new StrictRequest(new JavalinRequest(context), requestId, addresses),
              limits,
              () -> RouteGuard.user(context),
              () -> RouteGuard.account(context));
    } catch (RuntimeException e) {
      response = ErrorResponses.of(e, requestId);
    }
    ResponseWriter.send(context, response, requestId);
  }
}
