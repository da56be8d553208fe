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
 * The pages, their files, and the endpoints for their sessions.
 *
 * <p>The refresh token is in a cookie that scripts cannot read. The ID token and the access token
 * are in the memory of the page, which calls the API like any other client.
 */
public final class WebPages {
  /** The path prefix of the session endpoints. */
  private static final String SESSION = "/session";

  private static final String FILES = "/pages/";
  private static final Field<Username> USERNAME =
      Field.text("username", Username.MAX_LENGTH, Username::violations, Username::new);

  /**
   * Nothing from other servers, nothing inline, no frames, and no text that becomes code (Trusted
   * Types).
   */
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

  /** Creates the session endpoints of the API for another transport of the refresh token. */
  @FunctionalInterface
  public interface Sessions {
    /**
     * Creates the routes.
     *
     * @param prefix the prefix of the paths
     */
    List<Route.Public> under(String prefix, RefreshTokenTransport transport);
  }

  /** Finds captured codes, for development. */
  @FunctionalInterface
  public interface CapturedCodes {
    /** Returns the newest valid code of a user, or null. */
    @Nullable ConfirmationCode newestCode(Username username);
  }

  private final WebSettings settings;
  private final Sessions sessions;
  private final @Nullable CapturedCodes capturedCodes;

  /**
   * Creates the pages.
   *
   * @param settings the settings of the pages
   * @param sessions creates the session endpoints
   * @param capturedCodes the codes to show to everyone, for development only; null otherwise
   */
  public WebPages(WebSettings settings, Sessions sessions, @Nullable CapturedCodes capturedCodes) {
    this.settings = settings;
    this.sessions = sessions;
    this.capturedCodes = capturedCodes;
  }

  /** Returns all routes of the pages. */
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
            "messages")) {
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
    SessionCookie cookie =
        new SessionCookie(settings.secure(), settings.basePath(), settings.port());
    for (Route.Public route : sessions.under(SESSION, cookie)) {
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
        .replace("{password-hint}", passwordHint())
        .replace("{captured-codes}", capturedCodes == null ? "off" : "on");
  }

  private String passwordHint() {
    return "At least %d characters%s. No common password, and not your name or e-mail address."
        .formatted(
            settings.passwordPolicy().minLength(),
            switch (settings.passwordPolicy()) {
              case COMPOSED -> ", with upper-case and lower-case letters and a digit";
              case PASSPHRASE -> ", for example a few words";
            });
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
