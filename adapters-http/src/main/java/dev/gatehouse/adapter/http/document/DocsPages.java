package dev.gatehouse.adapter.http.document;

import dev.gatehouse.adapter.http.spi.Route;
import dev.gatehouse.adapter.http.spi.StaticFile;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A page that shows the API document with Swagger UI. Everyone may read it.
 *
 * <p>Its content security policy allows it to load files from this server only.
 */
public final class DocsPages {
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
              + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "Referrer-Policy",
          "no-referrer");

  private static final String VIEWER = "/META-INF/resources/webjars/swagger-ui/5.32.15/";

  private DocsPages() {}

  public static List<Route> routes() {
    return List.of(
        file("docs/index.html", "text/html").routeAt("/docs"),
        file("docs/page.js", "text/javascript").routeAt("/docs/page.js"),
        file(VIEWER + "swagger-ui.css", "text/css").routeAt("/docs/swagger-ui.css"),
        file(VIEWER + "swagger-ui-bundle.js", "text/javascript")
            .routeAt("/docs/swagger-ui-bundle.js"));
  }

  private static StaticFile file(String resource, String type) {
    URL file = Objects.requireNonNull(DocsPages.class.getResource(resource), resource);
    return new StaticFile(file, type + ";charset=utf-8", HEADERS);
  }
}
