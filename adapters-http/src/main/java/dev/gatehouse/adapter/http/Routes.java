package dev.gatehouse.adapter.http;

import dev.gatehouse.domain.usecase.Authorization;
import io.javalin.config.RoutesConfig;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import io.javalin.router.EndpointMetadata;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private final TokenRefusalListener refusals;
  private final RequestIds requestIds;
  private final ClientAddresses addresses;

  Routes(
      RoutesConfig javalin,
      Authorization authorization,
      TokenRefusalListener refusals,
      RequestIds requestIds,
      ClientAddresses addresses) {
    this.addresses = addresses;
    this.javalin = javalin;
    this.authorization = authorization;
    this.refusals = refusals;
    this.requestIds = requestIds;
  }

  void add(List<Route> routes) {
    Map<String, List<Route>> byPath =
        routes.stream()
            .collect(Collectors.groupingBy(Route::path, LinkedHashMap::new, Collectors.toList()));
    byPath.forEach(this::add);
  }

  private void add(String path, List<Route> routes) {
    TreeSet<String> methods = new TreeSet<>();
    for (Route route : routes) {
      add(route, route.method());
      methods.add(route.method().name());
      if (route.method().equals(HandlerType.GET)) {
        add(route, HandlerType.HEAD);
        methods.add(HandlerType.HEAD.name());
      }
    }
    methods.add(HandlerType.OPTIONS.name());
    String allow = String.join(", ", methods);
    Route strictest = routes.stream().max(Comparator.comparingInt(Route::strictness)).orElseThrow();
    Route options =
        strictest.guarding(HandlerType.OPTIONS, _ -> Answer.empty(204).with("Allow", allow));
    add(options, HandlerType.OPTIONS);
  }

  private void add(Route route, HandlerType method) {
    javalin.addEndpoint(
        Endpoint.create(method, route.path())
            .addMetadata(new Gated())
            .handler(new Gate(route, authorization, refusals, requestIds, addresses)));
  }
}
