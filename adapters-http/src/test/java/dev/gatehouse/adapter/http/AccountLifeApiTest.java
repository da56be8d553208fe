package dev.gatehouse.adapter.http;

import static dev.gatehouse.adapter.http.ServedApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.account.EmailChangeOutcome;
import dev.gatehouse.domain.account.PasswordResetOutcome;
import dev.gatehouse.domain.account.RegistrationOutcome.ConfirmationRequired;
import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.refusal.InvalidCode;
import dev.gatehouse.domain.refusal.InvalidCredentials;
import dev.gatehouse.domain.refusal.PasswordRefused;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import dev.gatehouse.domain.session.EndedSessions;
import dev.gatehouse.domain.session.LogoutOutcome;
import dev.gatehouse.domain.session.RefreshOutcome;
import dev.gatehouse.domain.session.SessionListOutcome;
import dev.gatehouse.domain.token.AccessToken;
import dev.gatehouse.domain.token.IdToken;
import dev.gatehouse.domain.token.RefreshToken;
import dev.gatehouse.domain.token.RefreshedTokens;
import dev.gatehouse.domain.token.TokenRefusal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of the API's table that an account lives by, each with its failures. */
final class AccountLifeApiTest {
  private static final String[] ACCESS = {"Authorization", "Bearer access"};
  private static final String[] ID = {"Authorization", "Bearer good"};

  private final ServedApi api = new ServedApi();

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void registration_by_code_says_where_the_code_went() {
    api.registration.set(_ -> new ConfirmationRequired(null));

    HttpResponse<String> response =
        api.post(
            "/users",
            """
            {"username":"Alice","password":"Correct1horse","email":"alice@example.com"}\
            """);

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.headers().firstValue("Location")).hasValue("/users/me");
    assertThat(json(response))
        .isEqualTo(
            json(
                """
                {"username":"Alice","email":"alice@example.com","status":"confirmation_required",
                 "delivery":{"medium":"email","destination":"alice@example.com"}}\
                """));
  }

  @Test
  void confirmation() {
    String body = "{\"username\":\"Alice\",\"code\":\"123456\"}";

    assertEmpty(api.post("/users/confirmation", body), 204);
    api.accounts.confirmation = new InvalidCode();
    assertProblem(api.post("/users/confirmation", body), 422, "invalid_code");
    assertEmpty(api.post("/users/confirmation/resend", "{\"username\":\"Alice\"}"), 202);
    assertThat(api.accounts.asked())
        .containsExactly("confirm Alice 123456", "confirm Alice 123456", "resend Alice");
  }

  @Test
  void refreshed_tokens_have_a_refresh_token_where_it_was_replaced() {
    String body = "{\"refreshToken\":\"r\"}";
    api.accounts.refresh = refreshed(new RefreshToken("r2"));
    assertThat(json(api.post("/token/refresh", body)))
        .isEqualTo(
            json(
                """
                {"idToken":"i","accessToken":"a","refreshToken":"r2","tokenType":"Bearer",
                 "expiresIn":3600}\
                """));

    api.accounts.refresh = refreshed(null);
    assertThat(json(api.post("/token/refresh", body)))
        .isEqualTo(
            json(
                """
                {"idToken":"i","accessToken":"a","tokenType":"Bearer","expiresIn":3600}\
                """));
  }

  @Test
  void refresh_token_that_buys_nothing_is_its_problem() {
    assertProblem(
        api.post("/token/refresh", "{\"refreshToken\":\"r\"}"), 401, "invalid_refresh_token");
  }

  @Test
  void logout_takes_a_bearer_token_along_whatever_it_is() {
    String body = "{\"refreshToken\":\"r\"}";

    assertEmpty(api.post("/logout", body), 204);
    assertEmpty(api.post("/logout", body, ID), 204);
    assertEmpty(api.post("/logout", body, "Authorization", "Bearer bad"), 204);
    assertThat(api.accounts.asked()).containsExactly("logout r -", "logout r good", "logout r bad");
    assertProblem(
        api.post("/logout", body, "Authorization", "a", "Authorization", "b"),
        400,
        "malformed_request");
  }

  @Test
  void logout_everywhere() {
    assertEmpty(api.send("POST", "/logout/everywhere", null, ACCESS), 204);
    api.accounts.logout = new AccessRefused();
    assertInvalidToken(api.send("POST", "/logout/everywhere", null, ACCESS));
  }

  @Test
  void sessions_are_listed() {
    Instant login = Instant.parse("2026-01-01T12:00:00Z");
    api.accounts.sessions =
        new SessionListOutcome.Listed(
            List.of(
                new SessionListOutcome.Session(
                    new SessionId("other"), login, login.plusSeconds(60), "curl", "192.0.2.1")));

    HttpResponse<String> listed = api.get("/users/me/sessions", ACCESS);

    assertThat(listed.statusCode()).isEqualTo(200);
    assertThat(listed.body())
        .isEqualTo(
            "{\"sessions\":[{\"id\":\"other\",\"createdAt\":\"2026-01-01T12:00:00Z\","
                + "\"lastUsedAt\":\"2026-01-01T12:01:00Z\",\"client\":\"curl\","
                + "\"address\":\"192.0.2.1\",\"current\":false}]}");
    api.accounts.sessions = new AccessRefused();
    assertInvalidToken(api.get("/users/me/sessions", ACCESS));
  }

  @Test
  void one_session_ends() {
    api.accounts.logout =
        new LogoutOutcome.LoggedOut(new EndedSessions.Listed(Set.of(new SessionId("other"))));
    assertEmpty(api.send("DELETE", "/users/me/sessions/other", null, ACCESS), 204);
    assertThat(api.accounts.asked()).containsExactly("end other");

    api.accounts.logout = new LogoutOutcome.LoggedOut(new EndedSessions.Listed(Set.of()));
    assertProblem(api.send("DELETE", "/users/me/sessions/never", null, ACCESS), 404, "not_found");
    api.accounts.logout = new AccessRefused();
    assertInvalidToken(api.send("DELETE", "/users/me/sessions/other", null, ACCESS));
  }

  @Test
  void provider_that_cannot_list_sessions_is_not_asked() {
    api.accounts.listsSessions = false;

    assertProblem(api.get("/users/me/sessions", ACCESS), 501, "not_supported");
    assertProblem(
        api.send("DELETE", "/users/me/sessions/other", null, ACCESS), 501, "not_supported");
  }

  @Test
  void password_recovery() {
    String body = "{\"username\":\"Alice\",\"code\":\"1\",\"newPassword\":\"Another1password\"}";

    assertEmpty(api.post("/password/forgot", "{\"username\":\"Alice\"}"), 202);
    assertProblem(api.post("/password/reset", body), 422, "invalid_code");
    api.accounts.reset =
        new PasswordResetOutcome.PasswordReset(new Subject("s"), new EndedSessions.All());
    assertEmpty(api.post("/password/reset", body), 204);
    api.accounts.reset = new PasswordRefused();
    assertRefusedByProvider(api.post("/password/reset", body), "newPassword");
    assertThat(api.accounts.asked())
        .startsWith("forgot Alice", "reset Alice 1 Another1password")
        .hasSize(4);
  }

  @Test
  void password_change() {
    String body = "{\"currentPassword\":\"x\",\"newPassword\":\"Another1password\"}";
    Supplier<HttpResponse<String>> change = () -> sendJson("PUT", "/users/me/password", body);

    assertEmpty(change.get(), 204);
    assertThat(api.accounts.asked()).containsExactly("password x Another1password");
    api.accounts.passwordChange = new InvalidCredentials();
    assertProblem(change.get(), 401, "invalid_credentials");
    api.accounts.passwordChange = new PasswordRefused();
    assertRefusedByProvider(change.get(), "newPassword");
    api.accounts.passwordChange = new TooManyAttempts(Duration.ofMinutes(1));
    assertProblem(change.get(), 429, "too_many_attempts");
    assertThat(change.get().headers().firstValue("Retry-After")).hasValue("60");
    api.accounts.passwordChange = new AccessRefused();
    assertInvalidToken(change.get());
  }

  @Test
  void change_of_address_answers_the_caller_with_the_address_in_force() {
    api.accounts.emailChange =
        new EmailChangeOutcome.EmailChanged(
            new Identity.Email(new EmailAddress("old@example.com"), true), true);

    HttpResponse<String> response =
        sendJson("PATCH", "/users/me", "{\"email\":\"new@example.com\"}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(json(response))
        .isEqualTo(
            json(
                """
                {"sub":"sub-1","username":"Alice","email":"old@example.com","emailVerified":true,
                 "groups":["admins","editors"],"verificationRequired":true}\
                """));
    api.accounts.emailChange = new EmailChangeOutcome.EmailRefused();
    assertRefusedByProvider(
        sendJson("PATCH", "/users/me", "{\"email\":\"new@example.com\"}"), "email");
    api.accounts.emailChange = new AccessRefused();
    assertInvalidToken(sendJson("PATCH", "/users/me", "{\"email\":\"new@example.com\"}"));
    assertProblem(sendJson("PATCH", "/users/me", "{}"), 422, "invalid_request");
  }

  @Test
  void email_verification_sends_a_code_or_takes_one() {
    String path = "/users/me/email/verification";

    assertEmpty(api.post(path, "{}", ACCESS), 202);
    assertEmpty(api.post(path, "{\"code\":\"123456\"}", ACCESS), 204);
    assertThat(api.accounts.asked()).containsExactly("email code", "verify 123456");
    api.accounts.emailVerification = new InvalidCode();
    assertProblem(api.post(path, "{\"code\":\"123456\"}", ACCESS), 422, "invalid_code");
    assertProblem(api.post(path, "{\"code\":\"\"}", ACCESS), 422, "invalid_request");
    assertProblem(api.post(path, "{\"code\":1}", ACCESS), 400, "malformed_request");
    api.accounts.emailVerification = new AccessRefused();
    assertInvalidToken(api.post(path, "{\"code\":\"123456\"}", ACCESS));
    api.accounts.emailCode = new AccessRefused();
    assertInvalidToken(api.post(path, "{}", ACCESS));
  }

  @Test
  void deletion() {
    Supplier<HttpResponse<String>> delete =
        () -> api.post("/users/me/deletion", "{\"password\":\"x\"}", ACCESS);

    assertEmpty(delete.get(), 204);
    assertThat(api.accounts.asked()).containsExactly("delete x");
    api.accounts.deletion = new InvalidCredentials();
    assertProblem(delete.get(), 401, "invalid_credentials");
    api.accounts.deletion = new TooManyAttempts(Duration.ofMinutes(1));
    assertProblem(delete.get(), 429, "too_many_attempts");
    assertThat(delete.get().headers().firstValue("Retry-After")).hasValue("60");
    api.accounts.deletion = new AccessRefused();
    assertInvalidToken(delete.get());
  }

  @ParameterizedTest
  @CsvSource({
    "PATCH, /users/me",
    "POST, /users/me/email/verification",
    "PUT, /users/me/password",
    "POST, /users/me/deletion",
    "POST, /logout/everywhere"
  })
  void account_is_opened_by_an_access_token_alone(String method, String path) {
    HttpResponse<String> none = api.send(method, path, "{}", "Content-Type", "application/json");
    assertProblem(none, 401, "missing_token");
    assertThat(none.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");

    HttpResponse<String> id =
        api.send(
            method, path, "{}", "Content-Type", "application/json", "Authorization", "Bearer good");
    assertInvalidToken(id);
    assertThat(api.refusals).containsExactly(TokenRefusal.Claim.WRONG_USE);
    assertThat(api.accounts.asked()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/users/confirmation",
        "/users/confirmation/resend",
        "/token/refresh",
        "/logout",
        "/password/forgot",
        "/password/reset"
      })
  void body_is_read_strictly(String path) {
    assertProblem(api.post(path, "{}"), 422, "invalid_request");
    assertProblem(api.post(path, "{\"no\":\"such\"}"), 400, "malformed_request");
    assertProblem(api.send("POST", path, "a=b"), 415, "unsupported_media_type");
    HttpResponse<String> other = api.send("GET", path, null);
    assertProblem(other, 405, "method_not_allowed");
    assertThat(other.headers().firstValue("Allow")).hasValue("OPTIONS, POST");
    assertThat(api.accounts.asked()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"PATCH, /users/me", "PUT, /users/me/password", "POST, /users/me/deletion"})
  void body_that_changes_an_account_is_read_strictly(String method, String path) {
    assertProblem(sendJson(method, path, "{}"), 422, "invalid_request");
    assertStrict(method, path);
  }

  @Test
  void body_whose_members_may_be_left_out_is_read_strictly_too() {
    assertStrict("POST", "/users/me/email/verification");
  }

  @ParameterizedTest
  @CsvSource({
    "/users/me/email/verification, 'OPTIONS, POST'",
    "/users/me/password, 'OPTIONS, PUT'",
    "/users/me/deletion, 'OPTIONS, POST'",
    "/logout/everywhere, 'OPTIONS, POST'"
  })
  void account_path_with_another_method_names_the_methods_that_work(String path, String allow) {
    HttpResponse<String> response = api.send("DELETE", path, null, ACCESS);

    assertProblem(response, 405, "method_not_allowed");
    assertThat(response.headers().firstValue("Allow")).hasValue(allow);
    assertThat(api.send("OPTIONS", path, null).headers().firstValue("Allow")).hasValue(allow);
  }

  @Test
  void secrets_are_not_echoed_whatever_is_wrong_with_them() {
    api.accounts.confirmation = new InvalidCode();
    api.accounts.deletion = new InvalidCredentials();
    String reset = "{\"username\":\"Alice\",\"code\":\"hunter 1\",\"newPassword\":\"hunter2\"}";
    String change = "{\"currentPassword\":\"\",\"newPassword\":\"hunter2\"}";

    assertThat(
            List.of(
                api.post("/users/confirmation", "{\"username\":\"Alice\",\"code\":\"hunter1\"}"),
                api.post("/token/refresh", "{\"refreshToken\":\"hunter3\"}"),
                api.post("/logout", "{\"refreshToken\":\"hunter3\",\"hunter3\":\"hunter3\"}"),
                api.post("/logout", "hunter3"),
                api.post("/password/reset", reset),
                sendJson("PUT", "/users/me/password", change),
                api.post("/users/me/deletion", "{\"password\":\"hunter2\"}", ACCESS),
                api.send("POST", "/logout/everywhere", null, "Authorization", "Bearer hunter4")))
        .allSatisfy(
            response -> {
              assertThat(response.statusCode()).isBetween(400, 499);
              assertThat(response.body()).doesNotContain("hunter");
              assertThat(response.headers().map().toString()).doesNotContain("hunter");
            });
  }

  private void assertStrict(String method, String path) {
    assertProblem(sendJson(method, path, "{\"no\":\"such\"}"), 400, "malformed_request");
    assertProblem(sendJson(method, path, "{"), 400, "malformed_request");
    for (String member : List.of("email", "code", "newPassword", "password")) {
      assertProblem(sendJson(method, path, "{\"" + member + "\":null}"), 400, "malformed_request");
    }
    assertProblem(api.send(method, path, "a=b", ACCESS), 415, "unsupported_media_type");
    assertThat(api.accounts.asked()).isEmpty();
  }

  private HttpResponse<String> sendJson(String method, String path, String body) {
    return api.send(
        method, path, body, "Content-Type", "application/json", "Authorization", "Bearer access");
  }

  private static RefreshOutcome refreshed(@Nullable RefreshToken token) {
    return new RefreshOutcome.Refreshed(
        ServedApi.ALICE.subject(),
        new RefreshedTokens(new IdToken("i"), new AccessToken("a"), token, Duration.ofHours(1)));
  }

  private static void assertEmpty(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.body()).isEmpty();
    assertThat(response.headers().firstValue("Content-Type")).isEmpty();
    assertCommonHeaders(response);
  }

  private static void assertInvalidToken(HttpResponse<String> response) {
    assertProblem(response, 401, "invalid_token");
    assertThat(response.headers().firstValue("WWW-Authenticate"))
        .hasValue("Bearer error=\"invalid_token\"");
  }

  private static void assertRefusedByProvider(HttpResponse<String> response, String member) {
    assertProblem(response, 422, "invalid_request");
    assertThat(json(response).at("/errors/0/field").asText()).isEqualTo(member);
    assertThat(json(response).at("/errors/0/rule").asText()).isEqualTo("provider_rule");
  }

  private static void assertProblem(HttpResponse<String> response, int status, String code) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(json(response).get("code").asText()).isEqualTo(code);
    assertCommonHeaders(response);
  }

  private static void assertCommonHeaders(HttpResponse<String> response) {
    assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
  }
}
