package dev.gatehouse.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.TestUser;
import dev.gatehouse.adapter.http.spi.Response;
import dev.gatehouse.domain.account.PasswordPolicy;
import dev.gatehouse.domain.token.RefreshToken;
import dev.gatehouse.domain.token.TokenUse;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the session of the pages: the attributes of its cookie, and which requests may use it. */
final class SessionCookieTest {
  private static final String ORIGIN = "http://127.0.0.1:8080";

  @AutoClose private final Pages pages = new Pages(ORIGIN, true);

  private String login() {
    TestUser alice = pages.server().user("alice");
    return "{\"username\":\"alice\",\"password\":\"%s\"}".formatted(alice.password().reveal());
  }

  private HttpResponse<String> signedIn() {
    HttpResponse<String> answer = pages.post("/session/login", login(), "Origin", ORIGIN);
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer;
  }

  private static String cookie(HttpResponse<String> answer) {
    return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
  }

  private HttpResponse<String> refreshed(String cookie) {
    return pages.post("/session/token/refresh", null, "Origin", ORIGIN, "Cookie", cookie);
  }

  @Test
  void login_sends_refresh_token_only_in_the_cookie() {
    HttpResponse<String> answer = signedIn();

    assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
        .matches("gatehouse-session-8080=[^;]{20,}; Path=/; HttpOnly; SameSite=Strict");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(answer.body())
        .contains("idToken", "accessToken", "\"expiresIn\":3600")
        .doesNotContain(
            "refreshToken", cookie(answer).substring("gatehouse-session-8080=".length()));
  }

  @Test
  void https_session_cookie_is_bound_to_its_host() {
    try (Pages secure = new Pages("https://auth.example.com", false)) {
      TestUser alice = secure.server().user("alice");
      String login =
          "{\"username\":\"alice\",\"password\":\"%s\"}".formatted(alice.password().reveal());

      HttpResponse<String> answer =
          secure.post("/session/login", login, "Origin", "https://auth.example.com");

      assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
          .matches("__Host-gatehouse-session=[^;]+; Path=/; HttpOnly; SameSite=Strict; Secure");
      assertThat(
              secure
                  .post(
                      "/session/token/refresh",
                      null,
                      "Origin",
                      "https://auth.example.com",
                      "Cookie",
                      cookie(answer).substring("__Host-".length()))
                  .statusCode())
          .as("a cookie that another host could have set")
          .isEqualTo(204);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.com, __Host-gatehouse-session=; Max-Age=0; Path=/; HttpOnly",
    "https://example.com/auth, __Secure-gatehouse-session=; Max-Age=0; Path=/auth; HttpOnly",
    "https://example.com/a/b/, __Secure-gatehouse-session=; Max-Age=0; Path=/a/b; HttpOnly",
    "http://example.com/auth, gatehouse-session-80=; Max-Age=0; Path=/auth; HttpOnly"
  })
  void browsers_send_the_cookie_below_the_base_path_only(String publicUrl, String cookie) {
    assertThat(cookie(publicUrl)).startsWith(cookie);
  }

  private static String cookie(String publicUrl) {
    WebSettings settings =
        new WebSettings(URI.create(publicUrl), "Gatehouse", TokenUse.ID, PasswordPolicy.COMPOSED);
    return String.valueOf(
        new SessionCookie(settings.secure(), settings.basePath(), settings.port())
            .clear()
            .headers()
            .get("Set-Cookie"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://auth.example.com, __Host-gatehouse-session",
    "https://auth.example.com:443, __Host-gatehouse-session",
    "https://auth.example.com:8443, __Host-gatehouse-session-8443",
    "http://auth.example.com, gatehouse-session-80",
    "http://auth.example.com:443, gatehouse-session-443",
    "http://127.0.0.1:9090, gatehouse-session-9090"
  })
  void servers_on_different_ports_of_a_host_have_different_cookies(String publicUrl, String name) {
    assertThat(cookie(publicUrl)).startsWith(name + "=;");
  }

  /** Other applications on the same host choose the other cookies. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "x=\"abc; %s",
        "x=\"abc; %s; y=\"",
        "x=\"a\\; %s",
        "x=a\"b,c d; %s",
        "=; ; ;%s",
        "x; \"; %s",
        "$Version=1; $Path=\"/; %s",
        "x=\u0080\u00ff; %s",
        "  %s  ",
        "xgatehouse-session-8080=other; Gatehouse-Session-8080=other; %s;"
            + " gatehouse-session-8080=second"
      })
  void other_cookies_do_not_hide_the_session(String cookies) {
    String cookie = cookie(signedIn());

    assertThat(refreshed(cookies.formatted(cookie)).statusCode()).isEqualTo(200);
  }

  @Test
  void refresh_replaces_the_cookie_and_keeps_the_session() {
    String first = cookie(signedIn());
    String second = cookie(refreshed(first));

    assertThat(second).isNotEqualTo(first);
    assertThat(refreshed(second).body()).contains("accessToken").doesNotContain("refreshToken");
  }

  @Test
  void refresh_without_session_cookie_returns_no_tokens() {
    assertThat(pages.post("/session/token/refresh", null, "Origin", ORIGIN).statusCode())
        .isEqualTo(204);
    assertThat(refreshed("gatehouse-session-8080=").statusCode()).isEqualTo(204);
    assertThat(refreshed("other=1").statusCode()).isEqualTo(204);
  }

  @Test
  void parallel_refreshes_of_several_tabs_succeed() {
    String cookie = cookie(signedIn());

    List<HttpResponse<String>> answers =
        IntStream.range(0, 8)
            .mapToObj(_ -> CompletableFuture.supplyAsync(() -> refreshed(cookie)))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
    for (HttpResponse<String> answer : answers) {
      assertThat(refreshed(cookie(answer)).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void refused_refresh_does_not_change_the_cookie() {
    String cookie = cookie(signedIn());
    refreshed(cookie);
    pages.server().clock().advance(Duration.ofMinutes(1));

    HttpResponse<String> late = refreshed(cookie);

    assertThat(late.statusCode()).isEqualTo(401);
    assertThat(late.body()).contains("invalid_refresh_token");
    assertThat(late.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void login_ends_the_session_of_the_cookie_that_it_replaces() {
    String login = login();
    String first = cookie(pages.post("/session/login", login, "Origin", ORIGIN));

    String refused = login.replace("\"password\":\"", "\"password\":\"wrong");
    assertThat(
            pages.post("/session/login", refused, "Origin", ORIGIN, "Cookie", first).statusCode())
        .isEqualTo(401);
    assertThat(refreshed(first).statusCode()).as("after a refused login").isEqualTo(200);

    String second = cookie(pages.post("/session/login", login, "Origin", ORIGIN, "Cookie", first));
    assertThat(refreshed(second).statusCode()).isEqualTo(200);
    assertThat(refreshed(first).statusCode()).isEqualTo(401);
  }

  @Test
  void cookie_that_cannot_be_a_refresh_token_is_ignored() {
    String cookie = "gatehouse-session-8080=" + "x".repeat(9_000);

    assertThat(refreshed(cookie).statusCode()).isEqualTo(204);
    assertThat(
            pages.post("/session/login", login(), "Origin", ORIGIN, "Cookie", cookie).statusCode())
        .isEqualTo(200);
  }

  @Test
  void logout_ends_the_session_and_deletes_the_cookie() {
    String cookie = cookie(signedIn());

    HttpResponse<String> answer =
        pages.post("/session/logout", null, "Origin", ORIGIN, "Cookie", cookie);

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("Set-Cookie"))
        .hasValue("gatehouse-session-8080=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict");
    assertThat(refreshed(cookie).statusCode()).isEqualTo(401);
    assertThat(pages.post("/session/logout", null, "Origin", ORIGIN).statusCode())
        .as("without a session")
        .isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8081",
        "https://127.0.0.1:8080",
        "http://evil.example",
        "http://evil.example:8080",
        "http://127.0.0.1:8080.evil.example",
        "http://127.0.0.1",
        "HTTP://127.0.0.1:8080",
        "null",
        ""
      })
  void request_from_another_origin_is_refused_without_effect(String origin) {
    String login = login();
    String cookie = cookie(signedIn());

    for (String path :
        List.of(
            "/session/login",
            "/session/login/challenge",
            "/session/token/refresh",
            "/session/logout",
            "/dev/captured-codes")) {
      HttpResponse<String> answer = pages.post(path, login, "Origin", origin, "Cookie", cookie);

      assertThat(answer.statusCode()).as(path).isEqualTo(403);
      assertThat(answer.body()).contains("cross_site_request");
      assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }
    assertThat(refreshed(cookie).statusCode()).as("the session goes on").isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "none", "anything"})
  void wrong_sec_fetch_site_is_refused_despite_valid_origin(String site) {
    assertThat(
            pages
                .post("/session/login", login(), "Origin", ORIGIN, "Sec-Fetch-Site", site)
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void request_without_origin_is_refused() {
    assertThat(pages.post("/session/login", login()).statusCode()).isEqualTo(403);
    assertThat(pages.post("/session/login", login(), "Sec-Fetch-Site", "same-origin").statusCode())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:8080", "http://localhost:8080", "http://[::1]:8080"})
  void all_local_origins_are_accepted(String origin) {
    assertThat(
            pages
                .post("/session/login", login(), "Origin", origin, "Sec-Fetch-Site", "same-origin")
                .statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "https://Auth.Example.com:443/login, https://auth.example.com",
    "http://auth.example.com:80, http://auth.example.com",
    "https://auth.example.com:80, https://auth.example.com:80",
    "http://[2001:db8::1]:8080/, http://[2001:db8::1]:8080",
    "http://[::1], http://localhost"
  })
  void origin_of_the_public_url_is_accepted(String publicUrl, String origin) {
    try (Pages elsewhere = new Pages(publicUrl, false)) {
      assertThat(elsewhere.post("/session/token/refresh", null, "Origin", origin).statusCode())
          .isEqualTo(204);
    }
  }

  @Test
  void wrong_password_returns_the_api_problem() {
    pages.server().user("alice");

    HttpResponse<String> answer =
        pages.post(
            "/session/login",
            "{\"username\":\"alice\",\"password\":\"Wrong1horse\"}",
            "Origin",
            ORIGIN);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("\"code\":\"invalid_credentials\"");
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void captured_codes_return_the_newest_code_of_a_user() {
    pages.post(
        "/users",
        "{\"username\":\"Bob\",\"password\":\"Correct1horse\",\"email\":\"bob@example.com\"}");

    assertThat(capturedCodes("bob")).matches("\\{\"code\":\"\\d{8}\"}");
    assertThat(capturedCodes("nobody")).isEqualTo("{}");
    assertThat(pages.post("/dev/captured-codes", "{}", "Origin", ORIGIN).statusCode())
        .isEqualTo(422);
  }

  private String capturedCodes(String username) {
    return pages
        .post("/dev/captured-codes", "{\"username\":\"%s\"}".formatted(username), "Origin", ORIGIN)
        .body();
  }

  @Test
  void captured_codes_are_not_found_without_the_setting() {
    try (Pages production = new Pages(ORIGIN, false)) {
      assertThat(
              production
                  .post("/dev/captured-codes", "{\"username\":\"bob\"}", "Origin", ORIGIN)
                  .statusCode())
          .isEqualTo(404);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a;b", "a b", "a\"b", "a,b", "a\\b", "ä"})
  void token_that_does_not_fit_a_cookie_is_refused(String token) {
    assertThatThrownBy(
            () ->
                new SessionCookie(false, "", 8080)
                    .write(Response.object(), new RefreshToken(token)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageNotContaining(token);
    assertThatThrownBy(
            () ->
                new SessionCookie(false, "", 8080)
                    .write(Response.object(), new RefreshToken("a".repeat(3901))))
        .isInstanceOf(IllegalStateException.class);
  }
}
