package dev.gatehouse.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.RegistrationOutcome;
import dev.gatehouse.domain.login.LoginOutcome;
import dev.gatehouse.domain.login.LoginProgress;
import dev.gatehouse.domain.refusal.InvalidCredentials;
import dev.gatehouse.domain.refusal.PasswordRefused;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import dev.gatehouse.domain.token.TokenRefusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests every row and problem code of the API's tables. */
final class HttpApiTest {
  private static final String ALICE =
      "{\"username\":\"Alice\",\"password\":\"Correct1horse\",\"email\":\"alice@example.com\"}";
  private static final String LOGIN = "{\"username\":\"Alice\",\"password\":\"Correct1horse\"}";
  private static final String[] GOOD = {"Authorization", "Bearer good"};

  @AutoClose private final ServedApi api = new ServedApi();

  @Test
  void registration_returns_the_user() {
    api.post("/users", ALICE)
        .isJson(
            201,
            "{'username':'Alice','email':'alice@example.com','emailVerified':false,'status':'confirmed'}")
        .has("Location", "/users/me");
    assertThat(api.accounts.asked()).containsExactly("register Alice Correct1horse");
  }

  @Test
  void login_returns_tokens() {
    api.accounts.login = () -> ServedApi.LOGGED_IN;

    api.post("/login", LOGIN).isJson(200, ServedApi.TOKENS);
  }

  @Test
  void me_endpoint_returns_the_identity_of_the_token() {
    api.get("/users/me", GOOD)
        .isJson(
            200,
            """
            {'sub':'sub-1','username':'Alice','email':'alice@example.com',
             'emailVerified':true,'groups':['admins','editors']}
            """);
  }

  @Test
  void me_endpoint_omits_email_missing_in_the_token() {
    api.caller = new Identity(new Subject("s"), new Username("Bob"), null, Set.of());

    api.get("/users/me", GOOD).isJson(200, "{'sub':'s','username':'Bob','groups':[]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer good", "bearer good", "BEARER  good", "good"})
  void token_is_accepted_with_and_without_bearer_scheme(String header) {
    api.get("/users/me", "Authorization", header).is(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic Z29vZA==", "Bearer", "Bearer ", "Digest good"})
  void invalid_authorization_header_returns_missing_token(String header) {
    api.get("/users/me", "Authorization", header).isProblem(401, "missing_token");
  }

  @Test
  void request_without_token_returns_missing_token() {
    api.get("/users/me").isProblem(401, "missing_token");
  }

  @Test
  void refused_token_response_hides_the_reason() {
    Reply reply = api.get("/users/me", "Authorization", "Bearer bad");

    reply.isProblem(401, "invalid_token");
    assertThat(reply.body()).doesNotContain(TokenRefusal.Form.NOT_THREE_PARTS.code());
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

  @ServerOnly("HEAD has no Content-Length")
  @Test
  void head_returns_status_and_headers_of_get_without_body() {
    Reply get = api.get("/users/me", GOOD);

    api.send("HEAD", "/users/me", null).is(401);
    Reply head = api.send("HEAD", "/users/me", null, GOOD).is(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
  }

  @Test
  void options_returns_allowed_methods_without_a_token() {
    api.send("OPTIONS", "/users/me", null).isEmpty(204).has("Allow", "GET, HEAD, OPTIONS, PATCH");
    api.send("OPTIONS", "/nowhere", null).isProblem(404, "not_found");
  }

  private static Stream<Arguments> registrations() {
    return Stream.of(
        Arguments.of(new RegistrationOutcome.UsernameTaken(), 409, "username_taken"),
        Arguments.of(new PasswordRefused(), 422, "invalid_request"),
        Arguments.of(new RegistrationOutcome.RegistrationRefused(), 422, "invalid_request"));
  }

  @ParameterizedTest
  @MethodSource("registrations")
  void refused_registration_returns_its_problem(
      RegistrationOutcome outcome, int status, String code) {
    api.accounts.registration = outcome;

    api.post("/users", ALICE).isProblem(status, code);
  }

  private static Stream<Arguments> logins() {
    return Stream.of(
        Arguments.of(new InvalidCredentials(), 401, "invalid_credentials"),
        Arguments.of(new LoginOutcome.UserNotConfirmed(), 403, "user_not_confirmed"),
        Arguments.of(new LoginProgress.PasswordResetRequired(), 403, "password_reset_required"),
        Arguments.of(new TooManyAttempts(Duration.ofMillis(6_001)), 429, "too_many_attempts"),
        Arguments.of(
            new LoginProgress.ChallengeNotSupported("sms_mfa"), 501, "challenge_not_supported"));
  }

  @ParameterizedTest
  @MethodSource("logins")
  void refused_login_returns_its_problem(LoginOutcome outcome, int status, String code) {
    api.accounts.login = () -> outcome;

    Reply reply = api.post("/login", LOGIN).isProblem(status, code);

    if (status == 429) {
      reply.has("Retry-After", "7");
    }
    if (status == 501) {
      assertThat(reply.json().get("detail").asText()).contains("sms_mfa");
    }
  }

  @Test
  void rate_limit_refuses_request_before_reading_its_body() {
    api.limited = new TooManyAttempts(Duration.ofSeconds(30));

    api.post("/logout", "{").isProblem(429, "too_many_attempts").has("Retry-After", "30");
    api.get("/users/me", GOOD).is(200);
    api.get("/health/live").is(200);
  }

  @Test
  void response_lists_every_violation() {
    Reply reply = api.post("/users", "{\"username\":\"a b\",\"password\":\"short\"}");

    assertThat(reply.errors())
        .containsExactly(
            "username forbidden_character",
            "password too_short",
            "password missing_upper_case",
            "password missing_digit",
            "email required");
    assertThat(reply.body()).doesNotContain("a b", "\"short\"");
  }

  @Test
  void common_password_is_refused_at_registration() {
    assertThat(
            api.post(
                    "/users",
                    "{\"username\":\"bob\",\"password\":\"Password1\",\"email\":\"b@c.de\"}")
                .isProblem(422, "invalid_request")
                .errors())
        .containsExactly("password common_password");
  }

  @Test
  void confusable_name_is_refused_at_registration_but_not_at_login() {
    for (String[] name :
        new String[][] {{"\\u3164", "invisible_character"}, {"p\\u0430ypal", "mixed_scripts"}}) {
      assertThat(
              api.post(
                      "/users",
                      "{\"username\":\"%s\",\"password\":\"Correct1horse\",\"email\":\"b@c.de\"}"
                          .formatted(name[0]))
                  .isProblem(422, "invalid_request")
                  .errors())
          .containsExactly("username " + name[1]);
      api.post("/login", "{\"username\":\"%s\",\"password\":\"x\"}".formatted(name[0]))
          .isProblem(401, "invalid_credentials");
    }
  }

  @Test
  void login_does_not_apply_password_rules() {
    api.post("/login", "{\"username\":\"Alice\",\"password\":\" \"}")
        .isProblem(401, "invalid_credentials");
    api.post("/login", "{\"username\":\"Alice\",\"password\":\"\"}")
        .isProblem(422, "invalid_request");
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
  void unexpected_body_is_malformed(String body) {
    api.post("/login", body).isProblem(400, "malformed_request");
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
  void lone_surrogate_in_password_is_refused() {
    api.post("/login", "{\"username\":\"a\",\"password\":\"\\ud800\"}")
        .isProblem(422, "invalid_request");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonx", "json"})
  void body_of_other_media_type_is_unsupported(String type) {
    api.send("POST", "/login", LOGIN, "Content-Type", type)
        .isProblem(415, "unsupported_media_type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json; charset=utf-8",
        "Application/JSON;Charset=\"UTF-8\"",
        "application/json; charset=utf8",
        "application/json;charset=\"utf\\-8\"",
        "application/json;",
        "application/json ; ",
        "application/json; profile=\"a;b\"; charset=utf-8"
      })
  void json_in_utf8_is_accepted_however_it_is_declared(String type) {
    api.send("POST", "/login", LOGIN, "Content-Type", type).isProblem(401, "invalid_credentials");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "latin1",
        "utf-16",
        "\"\"",
        "charset=utf-8",
        "no such",
        "'utf-8'",
        "{}",
        "x:y",
        ""
      })
  void other_charset_is_refused_by_name(String charset) {
    for (String path : List.of("/login", "/logout", "/password/forgot")) {
      Reply refused =
          api.send("POST", path, LOGIN, "Content-Type", "application/json; charset=" + charset)
              .isProblem(415, "unsupported_media_type");
      assertThat(refused.body()).contains("charset");
    }
  }

  @Test
  void compressed_body_is_unsupported() {
    api.post("/login", LOGIN, "Content-Encoding", "gzip").isProblem(415, "unsupported_media_type");
  }

  @Test
  void body_over_16_kib_is_too_large() {
    String padding = " ".repeat(16 * 1024 - LOGIN.length());

    api.post("/login", padding + LOGIN).isProblem(401, "invalid_credentials");
    for (int beyond : new int[] {1, 1000, 100_000}) {
      api.post("/login", padding + " ".repeat(beyond) + LOGIN).isProblem(413, "payload_too_large");
    }
  }

  @ServerOnly("the gateway reads bodies as a whole")
  @Test
  void chunked_body_over_the_size_limit_is_refused() {
    String chunk = " ".repeat(1000);
    String response =
        api.raw(
            "POST /login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n"
                + ("3e8\r\n" + chunk + "\r\n").repeat(20));

    assertThat(response).startsWith("HTTP/1.1 413").contains("\"payload_too_large\"");
  }

  @Test
  void unknown_path_returns_not_found_without_the_path() {
    Reply reply = api.get("/users/../nowhere-at-all?x=y").isProblem(404, "not_found");

    assertThat(reply.body()).doesNotContain("nowhere");
  }

  @Test
  void unsupported_method_returns_the_allowed_methods() {
    api.send("DELETE", "/users", null)
        .isProblem(405, "method_not_allowed")
        .has("Allow", "OPTIONS, POST");
    api.send("BREW", "/users/me", null).isProblem(405, "method_not_allowed");
  }

  @Test
  void trace_is_refused_and_returns_nothing_of_the_request() {
    String response = api.raw("TRACE /users/me HTTP/1.1\r\nHost: x\r\nX-Secret: a-cookie\r\n\r\n");

    assertThat(response)
        .startsWith("HTTP/1.1 405")
        .contains("\"method_not_allowed\"")
        .doesNotContain("a-cookie");
  }

  @ServerOnly("the gateway limits headers")
  @Test
  void headers_over_32_kib_are_too_large() {
    String response =
        api.raw("GET /health/live HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(33_000) + "\r\n\r\n");

    assertThat(response)
        .startsWith("HTTP/1.1 431")
        .contains("application/problem+json", "\"headers_too_large\"")
        .containsIgnoringCase("cache-control: no-store")
        .contains("at most 32 KiB");
  }

  @ServerOnly("the gateway reads HTTP")
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
  void invalid_http_request_returns_a_problem(String request) {
    assertThat(api.raw(request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")))
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json", "\"malformed_request\"")
        .doesNotContainIgnoringCase("jetty");
  }

  @Test
  void unavailable_provider_response_contains_retry_after() {
    var unavailable =
        IdentityProviderUnavailableException.unavailable(
            "the pool is on fire", Duration.ofSeconds(3), null);

    Reply reply = failed(unavailable, 503, "identity_provider_unavailable");

    assertThat(reply.has("Retry-After", "3").body()).doesNotContain("fire");
  }

  @Test
  void overload_response_contains_retry_after() {
    failed(
            IdentityProviderUnavailableException.overloaded("full", Duration.ZERO),
            503,
            "overloaded")
        .has("Retry-After", "1");
  }

  @Test
  void unexpected_exception_returns_internal_error_without_details() {
    assertThat(failed(new IllegalStateException("secret detail"), 500, "internal_error").body())
        .doesNotContain("secret detail", "IllegalState");
  }

  @Test
  void file_that_the_server_cannot_read_is_not_the_fault_of_the_client() {
    failed(new UncheckedIOException(new IOException("disk error")), 500, "internal_error");
  }

  private Reply failed(RuntimeException failure, int status, String code) {
    api.accounts.login =
        () -> {
          throw failure;
        };
    return api.post("/login", LOGIN).isProblem(status, code);
  }

  @Test
  void guarded_endpoint_without_keys_is_unavailable() {
    api.verification =
        IdentityProviderUnavailableException.unavailable("no keys", Duration.ofSeconds(5), null);

    api.get("/users/me", GOOD).isProblem(503, "identity_provider_unavailable");
  }

  @Test
  void health_reports_liveness_and_readiness_separately() {
    api.get("/health/ready").isJson(200, "{'status':'up'}");

    api.ready = false;

    api.get("/health/ready").isJson(503, "{'status':'down','parts':{'server':'down'}}");
    api.get("/health/live").is(200);
  }

  @Test
  void keys_and_issuer_are_published() {
    api.get("/.well-known/jwks.json").isJson(200, "{'keys':[]}");
    JsonNode configuration = api.get("/.well-known/openid-configuration").json();
    assertThat(configuration.get("issuer").asText()).isEqualTo("https://auth.example.com");
    assertThat(configuration.get("jwks_uri").asText())
        .isEqualTo("https://auth.example.com/.well-known/jwks.json");
  }

  @Test
  void every_response_has_a_unique_request_id() {
    assertThat(
            Stream.of(
                    api.get("/health/live"),
                    api.get("/users/me"),
                    api.get("/users/me", GOOD),
                    api.get("/nowhere"),
                    api.send("OPTIONS", "/users", null),
                    api.post("/login", "{"),
                    api.post("/login", LOGIN))
                .map(reply -> reply.header("X-Request-Id").orElseThrow()))
        .doesNotHaveDuplicates();
  }
}
