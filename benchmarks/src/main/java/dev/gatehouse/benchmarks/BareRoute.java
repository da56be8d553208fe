package dev.gatehouse.benchmarks;

import io.javalin.Javalin;

/**
 * Javalin with its default settings. Its one route returns the body of {@code GET /users/me} to
 * everybody.
 */
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
