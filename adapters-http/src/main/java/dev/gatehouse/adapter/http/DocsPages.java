package dev.gatehouse.adapter.http;

import dev.gatehouse.adapter.http.feature.Answer;
import dev.gatehouse.adapter.http.feature.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * A page that shows the API document, with Swagger UI out of its jar; anyone may read it.
 *
 * <p>It loads nothing from elsewhere, and its policy lets it load nothing from elsewhere.
 */
final class DocsPages {
  private static final String PAGE = "/docs";

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String VIEWER = "/META-INF/resources/webjars/swagger-ui/5.32.15/";

  private record File(String contentType, String resource) {}

  private static final File INDEX = new File("text/html;charset=utf-8", "docs/index.html");
  private static final Map<String, File> FILES =
      Map.of(
          "page.js", new File("text/javascript;charset=utf-8", "docs/page.js"),
          "swagger-ui.css", new File("text/css;charset=utf-8", VIEWER + "swagger-ui.css"),
          "swagger-ui-bundle.js",
              new File("text/javascript;charset=utf-8", VIEWER + "swagger-ui-bundle.js"));

  private final RequestIds requestIds;

  DocsPages(RequestIds requestIds) {
    this.requestIds = requestIds;
  }

  void addTo(RoutesConfig routes) {
    add(routes, PAGE, context -> send(context, INDEX));
    add(routes, PAGE + "/{file}", this::sendFile);
  }

  private static void add(RoutesConfig routes, String path, Handler handler) {
    for (HandlerType method : new HandlerType[] {HandlerType.GET, HandlerType.HEAD}) {
      routes.addEndpoint(
          Endpoint.create(method, path)
              .addMetadata(new Routes.Gated())
              .handler(
                  context -> {
                    context.attribute(EveryAnswer.ROUTE, path);
                    handler.handle(context);
                  }));
    }
  }

  private void sendFile(Context context) throws IOException {
    File file = FILES.get(context.pathParam("file"));
    if (file == null) {
      Responses.send(
          context, Answer.problem(Problem.NOT_FOUND), Responses.requestId(context, requestIds));
    } else {
      send(context, file);
    }
  }

  private static void send(Context context, File file) throws IOException {
    try (InputStream content = DocsPages.class.getResourceAsStream(file.resource)) {
      if (content == null) {
        throw new IllegalStateException("not in any jar: " + file.resource);
      }
      context.header("Content-Security-Policy", POLICY);
      context.header("Referrer-Policy", "no-referrer");
      context.contentType(file.contentType);
      context.result(content.readAllBytes());
    }
  }
}
