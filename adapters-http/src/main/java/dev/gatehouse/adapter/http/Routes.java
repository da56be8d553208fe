package dev.gatehouse.adapter.http;

import dev.gatehouse.adapter.http.feature.Answer;
import dev.gatehouse.adapter.http.feature.HttpMethod;
import dev.gatehouse.adapter.http.feature.Route;
import dev.gatehouse.domain.usecase.Authorization;
import io.javalin.config.RoutesConfig;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import io.javalin.router.EndpointMetadata;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Puts routes behind their gates.
 *
 * <p>Javalin answers {@code HEAD} on a path that has a {@code GET} with 200 without calling any
 * handler, so every {@code GET} gets a {@code HEAD} behind the same gate, and every path an {@code
 * OPTIONS}.
 */
final class Routes {
  /** Marks a Javalin endpoint that has said who may call it. */
  record Gated() implements EndpointMetadata {}

  private final RoutesConfig javalin;
  private final Authorization authorization;
  private final TokenListener tokens;
  private final RequestIds requestIds;
  private final ClientAddresses addresses;

  Routes(
      RoutesConfig javalin,
      Authorization authorization,
      TokenListener tokens,
      RequestIds requestIds,
      ClientAddresses addresses) {
    this.addresses = addresses;
    this.javalin = javalin;
    this.authorization = authorization;
    this.tokens = tokens;
    this.requestIds = requestIds;
  }

  /** Javalin takes the first that matches: of two paths, the one with the text goes first. */
  void add(List<Route> routes) {
    Map<PathTemplate, List<Route>> byPath =
        routes.stream()
            .collect(
                Collectors.groupingBy(
                    route -> PathTemplate.of(route.path()), TreeMap::new, Collectors.toList()));
    byPath.values().forEach(this::addPath);
  }

  private void addPath(List<Route> routes) {
    TreeSet<String> methods = new TreeSet<>();
    for (Route route : routes) {
      add(route, handlerType(route.method()));
      methods.add(route.method().name());
      if (route.method() == HttpMethod.GET) {
        add(route, HandlerType.HEAD);
        methods.add(HandlerType.HEAD.name());
      }
    }
    methods.add(HandlerType.OPTIONS.name());
    String allow = String.join(", ", methods);
    Route strictest =
        routes.stream().max(Comparator.comparingInt(Routes::strictness)).orElseThrow();
    add(telling(strictest, Answer.empty(204).with("Allow", allow)), HandlerType.OPTIONS);
  }

  private void add(Route route, HandlerType method) {
    javalin.addEndpoint(
        Endpoint.create(method, route.path())
            .addMetadata(new Gated())
            .handler(new Gate(route, authorization, tokens, requestIds, addresses)));
  }

  private static HandlerType handlerType(HttpMethod method) {
    return switch (method) {
      case GET -> HandlerType.GET;
      case POST -> HandlerType.POST;
      case PUT -> HandlerType.PUT;
      case PATCH -> HandlerType.PATCH;
      case DELETE -> HandlerType.DELETE;
    };
  }

  /** How much a caller must show: of two routes the stricter one has the higher number. */
  private static int strictness(Route route) {
    return switch (route) {
      case Route.Public _ -> 0;
      case Route.Authenticated _ -> 1;
      case Route.InGroup _ -> 2;
      case Route.Account _ -> 3;
    };
  }

  /** The same guard before another answer. */
  private static Route telling(Route route, Answer answer) {
    return switch (route) {
      case Route.Public(var method, var path, _) -> new Route.Public(method, path, _ -> answer);
      case Route.Authenticated(var method, var path, _) ->
          new Route.Authenticated(method, path, (_, _) -> answer);
      case Route.InGroup(var method, var path, var group, _) ->
          new Route.InGroup(method, path, group, (_, _) -> answer);
      case Route.Account(var method, var path, _) ->
          new Route.Account(method, path, (_, _) -> answer);
    };
  }
}
