package dev.gatehouse.adapter.http;

import static dev.gatehouse.adapter.http.ServedApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.account.RegistrationOutcome;
import dev.gatehouse.domain.login.LoginOutcome;
import dev.gatehouse.domain.login.LoginProgress;
import dev.gatehouse.domain.refusal.InvalidCredentials;
import dev.gatehouse.domain.refusal.PasswordRefused;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import dev.gatehouse.domain.token.AccessToken;
import dev.gatehouse.domain.token.IdToken;
import dev.gatehouse.domain.token.RefreshToken;
import dev.gatehouse.domain.token.TokenRefusal;
import dev.gatehouse.domain.token.Tokens;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row and code of the API's tables. */
final class HttpApiTest {
  private static final String ALICE =
      "{\"username\":\"Alice\",\"password\":\"Correct1horse\",\"email\":\"alice@example.com\"}";
  private static final String LOGIN = "{\"username\":\"Alice\",\"password\":\"Correct1horse\"}";
  private static final String[] GOOD = {"Authorization", "Bearer good"};

  private final ServedApi api = new ServedApi();

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void registration_answers_the_user() {
    AtomicReference<NewUser> seen = new AtomicReference<>();
    api.registration.set(
        user -> {
          seen.set(user);
          return new RegistrationOutcome.Registered(null);
        });

    HttpResponse<String> response = api.post("/users", ALICE);

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.headers().firstValue("Location")).hasValue("/users/me");
    assertThat(json(response))
        .isEqualTo(
            json(
                "{\"username\":\"Alice\",\"email\":\"alice@example.com\",\"status\":\"confirmed\"}"));
    assertThat(seen.get().password().reveal()).isEqualTo("Correct1horse");
  }

  @Test
  void login_answers_tokens() {
    api.login.set(
        _ ->
            new LoginProgress.LoggedIn(
                ServedApi.ALICE.subject(),
                new Tokens(
                    new IdToken("i"),
                    new AccessToken("a"),
                    new RefreshToken("r"),
                    Duration.ofHours(1))));

    HttpResponse<String> response = api.post("/login", LOGIN);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(json(response))
        .isEqualTo(
            json(
                """
                {"idToken":"i","accessToken":"a","refreshToken":"r","tokenType":"Bearer",
                 "expiresIn":3600}\
                """));
  }

  @Test
  void me_is_who_the_token_says() {
    assertThat(json(api.get("/users/me", GOOD)))
        .isEqualTo(
            json(
                """
                {"sub":"sub-1","username":"Alice","email":"alice@example.com",
                 "emailVerified":true,"groups":["admins","editors"]}\
                """));
  }

  @Test
  void me_has_no_email_where_the_token_has_none() {
    api.caller.set(new Identity(new Subject("s"), new Username("Bob"), null, Set.of()));

    assertThat(json(api.get("/users/me", GOOD)))
        .isEqualTo(json("{\"sub\":\"s\",\"username\":\"Bob\",\"groups\":[]}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer good", "bearer good", "BEARER  good", "good"})
  void token_is_taken_with_and_without_scheme(String header) {
    assertThat(api.get("/users/me", "Authorization", header).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic Z29vZA==", "Bearer", "Bearer ", "Digest good"})
  void another_scheme_or_none_is_a_missing_token(String header) {
    HttpResponse<String> response = api.get("/users/me", "Authorization", header);

    assertProblem(response, 401, "missing_token");
    assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
  }

  @Test
  void no_token_is_a_missing_token() {
    assertProblem(api.get("/users/me"), 401, "missing_token");
  }

  @Test
  void refused_token_says_nothing_about_why() {
    HttpResponse<String> response = api.get("/users/me", "Authorization", "Bearer bad");

    assertProblem(response, 401, "invalid_token");
    assertThat(response.headers().firstValue("WWW-Authenticate"))
        .hasValue("Bearer error=\"invalid_token\"");
    assertThat(response.body()).doesNotContain(TokenRefusal.Form.NOT_THREE_PARTS.code());
    assertThat(api.refusals).containsExactly(TokenRefusal.Form.NOT_THREE_PARTS);
  }

  @Test
  void two_authorization_headers_are_malformed() {
    String response =
        api.raw(
            "GET /users/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer good\r\n"
                + "Authorization: Bearer good\r\nConnection: close\r\n\r\n");

    assertThat(response).startsWith("HTTP/1.1 400").contains("\"malformed_request\"");
  }

  @Test
  void head_on_a_guarded_path_is_guarded() {
    assertThat(api.send("HEAD", "/users/me", null).statusCode()).isEqualTo(401);
    assertThat(api.send("HEAD", "/users/me", null, GOOD).statusCode()).isEqualTo(200);
  }

  @Test
  void head_has_the_headers_of_get_and_no_body() {
    HttpResponse<String> head = api.send("HEAD", "/users/me", null, GOOD);
    HttpResponse<String> get = api.get("/users/me", GOOD);

    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("Content-Length"))
        .isEqualTo(get.headers().firstValue("Content-Length"));
  }

  @Test
  void options_names_the_methods_to_anyone() {
    HttpResponse<String> response = api.send("OPTIONS", "/users/me", null);

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS, PATCH");
    assertProblem(api.send("OPTIONS", "/nowhere", null), 404, "not_found");
  }

  static Stream<Arguments> registrations() {
    return Stream.of(
        Arguments.of(new RegistrationOutcome.UsernameTaken(), 409, "username_taken"),
        Arguments.of(new PasswordRefused(), 422, "invalid_request"),
        Arguments.of(new RegistrationOutcome.RegistrationRefused(), 422, "invalid_request"));
  }

  @ParameterizedTest
  @MethodSource("registrations")
  void refused_registration_is_its_problem(RegistrationOutcome outcome, int status, String code) {
    api.registration.set(_ -> outcome);

    assertProblem(api.post("/users", ALICE), status, code);
  }

  static Stream<Arguments> logins() {
    return Stream.of(
        Arguments.of(new InvalidCredentials(), 401, "invalid_credentials"),
        Arguments.of(new LoginOutcome.UserNotConfirmed(), 403, "user_not_confirmed"),
        Arguments.of(new LoginProgress.PasswordResetRequired(), 403, "password_reset_required"),
        Arguments.of(new TooManyAttempts(Duration.ofSeconds(7)), 429, "too_many_attempts"),
        Arguments.of(
            new LoginProgress.ChallengeNotSupported("sms_mfa"), 501, "challenge_not_supported"));
  }

  @ParameterizedTest
  @MethodSource("logins")
  void refused_login_is_its_problem(LoginOutcome outcome, int status, String code) {
    api.login.set(_ -> outcome);

    assertProblem(api.post("/login", LOGIN), status, code);
  }

  @Test
  void locked_account_says_when_to_retry() {
    api.login.set(_ -> new TooManyAttempts(Duration.ofMillis(6_001)));

    assertThat(api.post("/login", LOGIN).headers().firstValue("Retry-After")).hasValue("7");
  }

  @Test
  void request_over_the_limit_is_refused_before_its_body_is_read() {
    api.limited.set(new TooManyAttempts(Duration.ofSeconds(30)));

    HttpResponse<String> refused = api.post("/logout", "{");

    assertProblem(refused, 429, "too_many_attempts");
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("30");
    assertThat(api.get("/users/me", GOOD).statusCode()).isEqualTo(200);
    assertThat(api.get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void unsupported_challenge_is_named() {
    api.login.set(_ -> new LoginProgress.ChallengeNotSupported("sms_mfa"));

    assertThat(json(api.post("/login", LOGIN)).get("detail").asText()).contains("sms_mfa");
  }

  @Test
  void every_violation_is_reported_at_once() {
    HttpResponse<String> response =
        api.post("/users", "{\"username\":\"a b\",\"password\":\"short\"}");

    assertProblem(response, 422, "invalid_request");
    assertThat(json(response).get("errors"))
        .extracting(e -> e.get("field").asText() + " " + e.get("rule").asText())
        .containsExactly(
            "username forbidden_character",
            "password too_short",
            "password missing_upper_case",
            "password missing_digit",
            "email required");
    assertThat(response.body()).doesNotContain("a b", "\"short\"");
  }

  @Test
  void login_takes_any_password() {
    assertProblem(
        api.post("/login", "{\"username\":\"Alice\",\"password\":\" \"}"),
        401,
        "invalid_credentials");
    assertProblem(
        api.post("/login", "{\"username\":\"Alice\",\"password\":\"\"}"), 422, "invalid_request");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "\"text\"",
        "{\"username\":\"a\",\"username\":\"b\",\"password\":\"c\"}",
        "{\"username\":\"a\",\"password\":\"c\",\"admin\":\"true\"}",
        "{\"username\":1,\"password\":\"c\"}",
        "{\"username\":null,\"password\":\"c\"}",
        "{\"username\":[\"a\"],\"password\":\"c\"}",
        "{\"username\":\"a\",\"password\":\"c\"} x",
        "{\"username\":\"a\",\"password\":\"c\"}{}",
        "{'username':'a','password':'c'}",
        "{\"username\":\"a\",\"password\":\"c\",}",
        "\uFEFF{\"username\":\"a\",\"password\":\"c\"}",
        "{\"username\":\"a\",/**/\"password\":\"c\"}"
      })
  void body_that_is_not_what_the_endpoint_takes_is_malformed(String body) {
    assertProblem(api.post("/login", body), 400, "malformed_request");
  }

  @Test
  void body_that_is_not_utf8_is_malformed() {
    for (byte[] body :
        List.of(
            new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'},
            LOGIN.getBytes(StandardCharsets.UTF_16))) {
      String head =
          "POST /login HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
              + "Content-Type: application/json\r\nContent-Length: "
              + body.length
              + "\r\n\r\n";
      byte[] request = new byte[head.length() + body.length];
      System.arraycopy(head.getBytes(StandardCharsets.US_ASCII), 0, request, 0, head.length());
      System.arraycopy(body, 0, request, head.length(), body.length);

      assertThat(api.raw(request)).startsWith("HTTP/1.1 400").contains("\"malformed_request\"");
    }
  }

  @Test
  void lone_surrogate_breaks_a_rule() {
    assertProblem(
        api.post("/login", "{\"username\":\"a\",\"password\":\"\\ud800\"}"),
        422,
        "invalid_request");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonx", "json"})
  void body_of_another_type_is_unsupported(String type) {
    assertProblem(
        api.send("POST", "/login", LOGIN, "Content-Type", type), 415, "unsupported_media_type");
  }

  @Test
  void json_may_name_its_charset_if_it_is_utf8() {
    for (String type :
        List.of("application/json; charset=utf-8", "Application/JSON;Charset=\"UTF-8\"")) {
      assertProblem(
          api.send("POST", "/login", LOGIN, "Content-Type", type), 401, "invalid_credentials");
    }
    assertProblem(
        api.send("POST", "/login", LOGIN, "Content-Type", "application/json; charset=latin1"),
        415,
        "unsupported_media_type");
  }

  @Test
  void compressed_body_is_unsupported() {
    assertProblem(
        api.post("/login", LOGIN, "Content-Encoding", "gzip"), 415, "unsupported_media_type");
  }

  @Test
  void body_over_16_kib_is_too_large() {
    String padding = " ".repeat(16 * 1024 - LOGIN.length());

    assertProblem(api.post("/login", padding + LOGIN), 401, "invalid_credentials");
    for (int beyond : new int[] {1, 1000, 100_000}) {
      assertProblem(
          api.post("/login", padding + " ".repeat(beyond) + LOGIN), 413, "payload_too_large");
    }
  }

  @Test
  void body_that_does_not_say_how_long_it_is_is_bounded_too() {
    String chunk = " ".repeat(1000);
    String response =
        api.raw(
            "POST /login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n"
                + ("3e8\r\n" + chunk + "\r\n").repeat(20));

    assertThat(response).startsWith("HTTP/1.1 413").contains("\"payload_too_large\"");
  }

  @Test
  void unknown_path_is_not_found_and_not_echoed() {
    HttpResponse<String> response = api.get("/users/../nowhere-at-all?x=y");

    assertProblem(response, 404, "not_found");
    assertThat(response.body()).doesNotContain("nowhere");
  }

  @Test
  void known_path_with_another_method_names_the_methods_that_work() {
    HttpResponse<String> response = api.send("DELETE", "/users", null);

    assertProblem(response, 405, "method_not_allowed");
    assertThat(response.headers().firstValue("Allow")).hasValue("OPTIONS, POST");
    assertProblem(api.send("BREW", "/users/me", null), 405, "method_not_allowed");
  }

  @Test
  void headers_over_16_kib_are_too_large() {
    String response =
        api.raw("GET /health/live HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(17_000) + "\r\n\r\n");

    assertThat(response)
        .startsWith("HTTP/1.1 431")
        .contains("application/problem+json", "\"headers_too_large\"")
        .containsIgnoringCase("cache-control: no-store");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n\r\n",
        "GARBAGE\r\n\r\n",
        "GET /a%2Fb HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /health/..;/users HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
        "POST /login HTTP/1.1\r\n"
            + "Host: x\r\n"
            + "Content-Length: 1\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n",
        "GET /health/live HTTP/1.1\r\nHost: x\r\nA b: c\r\n\r\n"
      })
  void request_that_is_not_http_is_a_problem_too(String request) {
    assertThat(api.raw(request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")))
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json", "\"malformed_request\"")
        .doesNotContainIgnoringCase("jetty");
  }

  @Test
  void unavailable_provider_says_when_to_retry() {
    api.login.set(
        _ -> {
          throw IdentityProviderUnavailableException.unavailable(
              "the pool is on fire", Duration.ofSeconds(3), null);
        });

    HttpResponse<String> response = api.post("/login", LOGIN);

    assertProblem(response, 503, "identity_provider_unavailable");
    assertThat(response.headers().firstValue("Retry-After")).hasValue("3");
    assertThat(response.body()).doesNotContain("fire");
  }

  @Test
  void overload_says_when_to_retry() {
    api.login.set(
        _ -> {
          throw IdentityProviderUnavailableException.overloaded("full", Duration.ZERO);
        });

    HttpResponse<String> response = api.post("/login", LOGIN);

    assertProblem(response, 503, "overloaded");
    assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
  }

  @Test
  void guarded_endpoint_without_keys_is_unavailable() {
    api.verification.set(
        IdentityProviderUnavailableException.unavailable("no keys", Duration.ofSeconds(5), null));

    assertProblem(api.get("/users/me", GOOD), 503, "identity_provider_unavailable");
  }

  @Test
  void bug_is_an_internal_error_that_tells_nothing() {
    api.login.set(
        _ -> {
          throw new IllegalStateException("secret detail");
        });

    HttpResponse<String> response = api.post("/login", LOGIN);

    assertProblem(response, 500, "internal_error");
    assertThat(response.body()).doesNotContain("secret detail", "IllegalState");
  }

  @Test
  void health_tells_live_from_ready() {
    assertThat(json(api.get("/health/ready"))).isEqualTo(json("{\"status\":\"up\"}"));

    api.ready.set(false);

    HttpResponse<String> ready = api.get("/health/ready");
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(json(ready)).isEqualTo(json("{\"status\":\"down\"}"));
    assertThat(api.get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void keys_and_issuer_are_published() {
    assertThat(json(api.get("/.well-known/jwks.json"))).isEqualTo(json("{\"keys\":[]}"));
    JsonNode configuration = json(api.get("/.well-known/openid-configuration"));
    assertThat(configuration.get("issuer").asText()).isEqualTo("https://auth.example.com");
    assertThat(configuration.get("jwks_uri").asText())
        .isEqualTo("https://auth.example.com/.well-known/jwks.json");
  }

  @Test
  void every_answer_has_the_common_headers() {
    List<HttpResponse<String>> answers =
        List.of(
            api.get("/health/live"),
            api.get("/users/me"),
            api.get("/users/me", GOOD),
            api.get("/nowhere"),
            api.send("OPTIONS", "/users", null),
            api.post("/login", "{"),
            api.post("/login", LOGIN));
    for (HttpResponse<String> answer : answers) {
      assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(answer.headers().firstValue("Server")).isEmpty();
    }
    assertThat(answers)
        .extracting(answer -> answer.headers().firstValue("X-Request-Id").orElseThrow())
        .doesNotHaveDuplicates();
  }

  private static void assertProblem(HttpResponse<String> response, int status, String code) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    JsonNode problem = json(response);
    assertThat(problem.get("type").asText()).isEqualTo("urn:problem:gatehouse:" + code);
    assertThat(problem.get("code").asText()).isEqualTo(code);
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(problem.get("title").asText()).isNotBlank();
    assertThat(problem.get("detail").asText()).isNotBlank();
    assertThat(problem.get("instance").asText())
        .isEqualTo(response.headers().firstValue("X-Request-Id").orElseThrow());
  }
}
