package dev.gatehouse.adapter.web;

import dev.gatehouse.adapter.http.spi.Field;
import dev.gatehouse.adapter.http.spi.HttpMethod;
import dev.gatehouse.adapter.http.spi.RefreshTokenTransport;
import dev.gatehouse.adapter.http.spi.Request;
import dev.gatehouse.adapter.http.spi.Response;
import dev.gatehouse.adapter.http.spi.Route;
import dev.gatehouse.adapter.http.spi.RouteLimits;
import dev.gatehouse.adapter.http.spi.StaticFile;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.limit.Limit;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The pages, the files that they are made of, and the endpoints that keep their sessions.
 *
 * <p>The refresh token lives in a cookie that no script can read; ID and access token live in the
 * memory of a page, with which it calls the API as every other client does.
 */
public final class WebPages {
  /** What the endpoints of a page's session have before the API's paths. */
  private static final String SESSION = "/session";

  private static final String FILES = "/pages/";
  private static final Field<Username> USERNAME =
      Field.text("username", Username::violations, Username::new);

  /** Nothing from elsewhere, nothing inline, in nobody's frame; no text ever becomes code. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy", POLICY,
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Referrer-Policy", "no-referrer");

  private static final String LIBRARIES = "/META-INF/resources/";

  /** The API's own endpoints of logins, for clients that hold their refresh tokens otherwise. */
  @FunctionalInterface
  public interface Sessions {
    /**
     * Makes them.
     *
     * @param prefix what stands before the API's paths
     */
    List<Route.Public> under(String prefix, RefreshTokenTransport transport);
  }

  /** Where the newest code is that was sent to a user; for development. */
  @FunctionalInterface
  public interface CapturedCodes {
    /** The code, or null where there is none that is good. */
    @Nullable ConfirmationCode newestCode(Username username);
  }

  private final WebSettings settings;
  private final Sessions sessions;
  private final @Nullable CapturedCodes capturedCodes;

  /**
   * Makes pages.
   *
   * @param settings where they are
   * @param sessions makes the endpoints of logins
   * @param capturedCodes shown to whoever asks; null where codes reach their users by themselves,
   *     as they must outside of development
   */
  public WebPages(WebSettings settings, Sessions sessions, @Nullable CapturedCodes capturedCodes) {
    this.settings = settings;
    this.sessions = sessions;
    this.capturedCodes = capturedCodes;
  }

  /** All of it. */
  public List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(page("sign-in.html").routeAt("/"));
    for (String page : List.of("sign-up", "forgot-password", "account")) {
      routes.add(page(page + ".html").routeAt("/" + page));
    }
    for (String script :
        List.of(
            "account",
            "api",
            "forgot-password",
            "form",
            "captured-codes",
            "session",
            "sign-in",
            "sign-up",
            "totp",
            "visit",
            "words")) {
      routes.add(
          file("pages/" + script + ".js", "text/javascript").routeAt(FILES + script + ".js"));
    }
    routes.add(file("pages/gatehouse.css", "text/css").routeAt(FILES + "gatehouse.css"));
    routes.add(file("pages/icon.svg", "image/svg+xml").routeAt(FILES + "icon.svg"));
    routes.add(
        file(LIBRARIES + "_static/simpledotcss/2.3.1/simple.min.css", "text/css")
            .routeAt(FILES + "simple.css"));
    routes.add(
        file(LIBRARIES + "webjars/qr-creator/1.0.0/dist/qr-creator.es6.min.js", "text/javascript")
            .routeAt(FILES + "qr-creator.js"));
    SameOrigin sameOrigin = new SameOrigin(settings.publicUrl());
    for (Route.Public route : sessions.under(SESSION, new SessionCookie(settings.secure()))) {
      routes.add(sameOrigin.guarded(route));
    }
    CapturedCodes shown = capturedCodes;
    if (shown != null) {
      routes.add(
          sameOrigin.guarded(
              new Route.Public(
                  HttpMethod.POST,
                  "/dev/captured-codes",
                  new RouteLimits.PerAddress(Limit.REQUESTS_PER_ADDRESS),
                  request -> newest(shown, request))));
    }
    return routes;
  }

  private static Response newest(CapturedCodes capturedCodes, Request request) {
    ConfirmationCode code = capturedCodes.newestCode(request.body(USERNAME).get(USERNAME));
    return Response.json(
        200, code == null ? Response.object() : Response.object().put("code", code.reveal()));
  }

  private StaticFile page(String name) {
    return new StaticFile(
        resource("pages/" + name), "text/html;charset=utf-8", HEADERS, this::filledIn);
  }

  private String filledIn(String page) {
    return page.replace("{base}", escaped(settings.basePath()))
        .replace("{title}", escaped(settings.title()))
        .replace("{profile-token}", settings.profileToken().name().toLowerCase(Locale.ROOT))
        .replace("{captured-codes}", capturedCodes == null ? "off" : "on");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static StaticFile file(String name, String type) {
    return new StaticFile(resource(name), type + ";charset=utf-8", HEADERS);
  }

  private static URL resource(String name) {
    return Objects.requireNonNull(WebPages.class.getResource(name), name);
  }
}
