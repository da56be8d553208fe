package dev.gatehouse.benchmarks;

import io.javalin.Javalin;

/** Javalin as it comes, with one route that answers what {@code GET /users/me} does to anyone. */
final class BareRoute {
  private BareRoute() {}

  public static void main(String[] arguments) {
    int port = Integer.parseInt(arguments[0]);
    Javalin.create(
            config ->
                config.routes.get(
                    "/users/me",
                    context ->
                        context.contentType("application/json").result(CognitoTokens.IDENTITY)))
        .start("127.0.0.1", port);
  }
}
