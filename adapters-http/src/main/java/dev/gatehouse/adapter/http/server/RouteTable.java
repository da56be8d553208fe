package dev.gatehouse.adapter.http.server;

import dev.gatehouse.adapter.http.Access;
import dev.gatehouse.adapter.http.RouteCall;
import dev.gatehouse.adapter.http.message.ResponseWriter;
import dev.gatehouse.adapter.http.spi.InvalidSettingException;
import dev.gatehouse.adapter.http.spi.Problem;
import dev.gatehouse.adapter.http.spi.Response;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.router.Endpoint;
import io.javalin.router.InternalRouter;
import io.javalin.router.ParsedEndpoint;
import io.javalin.security.Roles;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks into the routes that Javalin has registered. */
record RouteTable(InternalRouter router) {
  /**
   * Checks that every route has an {@link Access} role.
   *
   * @throws IllegalStateException if a route has none; the message names it
   */
  void requireAccessRoles() {
    List<String> unguarded =
        router.allHttpHandlers().stream()
            .map(handler -> handler.endpoint)
            .filter(endpoint -> endpoint.method.isHttpMethod())
            .filter(endpoint -> !isGuarded(endpoint.metadata(Roles.class)))
            .map(endpoint -> endpoint.method + " " + endpoint.path)
            .toList();
    if (!unguarded.isEmpty()) {
      throw new IllegalStateException("These routes have no Access role: " + unguarded);
    }
  }

  /**
   * Checks that no route is below a path. If a proxy removes the base path, the server must still
   * know that such a route is meant.
   *
   * @throws InvalidSettingException if a route is; the message names it
   */
  void requireNoneBelow(String basePath) {
    for (String operation : operations()) {
      String path = operation.substring(operation.indexOf(' ') + 1);
      if (path.equals(basePath) || path.startsWith(basePath + "/")) {
        throw InvalidSettingException.unusable(
            "PUBLIC_URL", "its path " + basePath + " is the beginning of " + operation);
      }
    }
  }

  private static boolean isGuarded(@Nullable Roles roles) {
    return roles != null && roles.getRoles().stream().anyMatch(Access.class::isInstance);
  }

  /**
   * Answers requests that match no route: an unknown path, or another method. {@code OPTIONS}
   * returns the methods.
   */
  Response unrouted(HttpResponseException e, Context context) {
    if (e.getStatus() != 404) {
      return Response.problem(JettyErrors.problem(e.getStatus()));
    }
    String path = context.path().substring(context.contextPath().length());
    List<Endpoint> endpoints =
        router.allHttpHandlers().stream()
            .filter(handler -> handler.endpoint.method.isHttpMethod())
            .filter(handler -> handler.matches(path))
            .map((ParsedEndpoint handler) -> handler.endpoint)
            .toList();
    if (endpoints.isEmpty()) {
      return Response.problem(Problem.NOT_FOUND);
    }
    if (context.method().equals(HandlerType.OPTIONS)) {
      context.attribute(ResponseWriter.ROUTE, endpoints.getFirst().path);
    }
    return RouteCall.ofNoRoute(
        context.method().name(),
        endpoints.stream().map(endpoint -> endpoint.method.name()).collect(Collectors.toSet()));
  }

  /**
   * Returns the methods and paths of all routes except {@code HEAD}, such as {@code GET /users/me}.
   */
  Set<String> operations() {
    return router.allHttpHandlers().stream()
        .map(handler -> handler.endpoint)
        .filter(endpoint -> endpoint.method.isHttpMethod())
        .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
        .filter(operation -> !operation.startsWith("HEAD "))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
