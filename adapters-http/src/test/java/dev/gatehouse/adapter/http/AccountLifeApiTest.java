package dev.gatehouse.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Violation;
import dev.gatehouse.domain.account.EmailChangeOutcome;
import dev.gatehouse.domain.account.RegistrationOutcome.ConfirmationRequired;
import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.refusal.CodeRequired;
import dev.gatehouse.domain.refusal.InvalidCode;
import dev.gatehouse.domain.refusal.InvalidCredentials;
import dev.gatehouse.domain.refusal.PasswordRefused;
import dev.gatehouse.domain.refusal.ReauthenticationRequired;
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
import dev.gatehouse.domain.totp.TotpEnrolmentOutcome;
import dev.gatehouse.domain.totp.TotpSecret;
import dev.gatehouse.domain.totp.TotpStatusOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the routes of accounts with all their errors. */
final class AccountLifeApiTest {
  private static final String CONFIRM =
      "POST /users/confirmation {'username':'Alice','code':'123456'}";
  private static final String REFRESH = "POST /token/refresh {'refreshToken':'r'}";
  private static final String EVERYWHERE = "POST /logout/everywhere";
  private static final String SESSIONS = "GET /users/me/sessions";
  private static final String END_SESSION = "DELETE /users/me/sessions/other";
  private static final String RESET =
      "POST /password/reset {'username':'Alice','code':'1','newPassword':'Another1password'}";
  private static final String PASSWORD =
      "PUT /users/me/password {'currentPassword':'x','newPassword':'Another1password'}";
  private static final String EMAIL = "PATCH /users/me {'email':'new@example.com'}";
  private static final String EMAIL_CODE = "POST /users/me/email/verification {}";
  private static final String VERIFY = "POST /users/me/email/verification {'code':'123456'}";
  private static final String DELETION = "POST /users/me/deletion {'password':'x'}";
  private static final String TOTP = "/users/me/mfa/totp";
  private static final String CONFIRM_TOTP = "PUT /users/me/mfa/totp {'code':'123456'}";

  @AutoClose private final ServedApi api = new ServedApi();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          POST /users/confirmation {'username':'Alice','code':'123456'} | 204 | confirm Alice 123456
          POST /users/confirmation/resend {'username':'Alice'} | 202 | resend Alice
          POST /logout {'refreshToken':'r'} | 204 | logout r access
          POST /logout/everywhere | 204 | everywhere access
          POST /logout/everywhere {'currentPassword':'x'} | 204 | everywhere access x
          DELETE /users/me/sessions/other | 204 | end other
          DELETE /users/me/sessions/other {'currentPassword':'x'} | 204 | end other x
          POST /password/forgot {'username':'Alice'} | 202 | forgot Alice
          POST /password/reset {'username':'Alice','code':'1','newPassword':'Another1password'} | 204 | reset Alice 1 Another1password
          PUT /users/me/password {'currentPassword':'x','newPassword':'Another1password'} | 204 | password x Another1password
          POST /users/me/email/verification | 202 | email code
          POST /users/me/email/verification {} | 202 | email code
          POST /users/me/email/verification {'code':'123456'} | 204 | verify 123456
          POST /users/me/deletion | 204 | delete
          POST /users/me/deletion {'password':'x'} | 204 | delete x
          POST /users/me/deletion {'currentPassword':'x'} | 204 | delete x
          PUT /users/me/mfa/totp {'code':'123456'} | 204 | totp confirm 123456
          DELETE /users/me/mfa/totp | 204 | totp remove
          DELETE /users/me/mfa/totp {'currentPassword':'x','code':'123456'} | 204 | totp remove x 123456
          """)
  void successful_request_returns_an_empty_response(String request, int status, String asked) {
    api.call(request).isEmpty(status);
    assertThat(api.accounts.asked()).containsExactly(asked);
  }

  /** A request, the outcome of the use case, and the expected problem. */
  record Refused(String request, Consumer<ScriptedAccounts> script, int status, String code) {
    static Refused access(String request, Consumer<ScriptedAccounts> script) {
      return new Refused(request, script, 401, "invalid_token");
    }
  }

  private static Stream<Refused> refusals() {
    TooManyAttempts tooMany = new TooManyAttempts(Duration.ofMinutes(1));
    InvalidCredentials wrong = new InvalidCredentials();
    LogoutOutcome none = new LogoutOutcome.LoggedOut(new EndedSessions.Listed(Set.of()));
    return Stream.of(
        new Refused(CONFIRM, it -> it.confirmation = new InvalidCode(), 422, "invalid_code"),
        new Refused(REFRESH, _ -> {}, 401, "invalid_refresh_token"),
        new Refused(REFRESH, it -> it.refresh = tooMany, 429, "too_many_attempts"),
        Refused.access(EVERYWHERE, it -> it.logout = new AccessRefused()),
        Refused.access(SESSIONS, it -> it.sessions = new AccessRefused()),
        new Refused(SESSIONS, it -> it.listsSessions = false, 501, "not_supported"),
        Refused.access(END_SESSION, it -> it.logout = new AccessRefused()),
        new Refused(END_SESSION, it -> it.logout = none, 404, "not_found"),
        new Refused(END_SESSION, it -> it.listsSessions = false, 501, "not_supported"),
        new Refused(RESET, it -> it.reset = new InvalidCode(), 422, "invalid_code"),
        new Refused(PASSWORD, it -> it.passwordChange = wrong, 401, "invalid_credentials"),
        new Refused(PASSWORD, it -> it.passwordChange = tooMany, 429, "too_many_attempts"),
        Refused.access(PASSWORD, it -> it.passwordChange = new AccessRefused()),
        Refused.access(EMAIL, it -> it.emailChange = new AccessRefused()),
        new Refused(VERIFY, it -> it.emailVerification = new InvalidCode(), 422, "invalid_code"),
        Refused.access(VERIFY, it -> it.emailVerification = new AccessRefused()),
        Refused.access(EMAIL_CODE, it -> it.emailCode = new AccessRefused()),
        new Refused(DELETION, it -> it.deletion = wrong, 401, "invalid_credentials"),
        new Refused(DELETION, it -> it.deletion = tooMany, 429, "too_many_attempts"),
        Refused.access(DELETION, it -> it.deletion = new AccessRefused()),
        Refused.access("GET " + TOTP, it -> it.totpStatus = new AccessRefused()),
        Refused.access("POST " + TOTP, it -> it.totpBeginning = new AccessRefused()),
        new Refused(
            CONFIRM_TOTP, it -> it.totpConfirmation = new InvalidCode(), 422, "invalid_code"),
        Refused.access(CONFIRM_TOTP, it -> it.totpConfirmation = new AccessRefused()),
        new Refused(
            "DELETE " + TOTP, it -> it.totpRemoval = new CodeRequired(), 422, "invalid_request"),
        Refused.access("DELETE " + TOTP, it -> it.totpRemoval = new AccessRefused()));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refused_request_returns_its_problem(Refused refused) {
    refused.script().accept(api.accounts);

    Reply reply = api.call(refused.request()).isProblem(refused.status(), refused.code());

    if (refused.status() == 429) {
      reply.has("Retry-After", "60");
    }
  }

  @Test
  void old_login_is_answered_as_rfc_9470_requires() {
    api.accounts.emailChange = new ReauthenticationRequired(Duration.ofMinutes(10));

    api.call(EMAIL)
        .isProblem(401, "reauthentication_required")
        .has(
            "WWW-Authenticate",
            "Bearer error=\"insufficient_user_authentication\", max_age=\"600\"");
  }

  @Test
  void violation_of_the_password_policy_names_the_field() {
    PasswordRefused refused =
        new PasswordRefused(List.of(new Violation("own_name", "Choose another one.")));
    api.accounts.reset = refused;
    api.accounts.passwordChange = refused;

    assertThat(api.call(RESET).errors()).containsExactly("newPassword own_name");
    assertThat(api.call(PASSWORD).errors()).containsExactly("newPassword own_name");
  }

  @Test
  void provider_rule_violation_names_the_field() {
    api.accounts.reset = new PasswordRefused();
    api.accounts.passwordChange = new PasswordRefused();
    api.accounts.emailChange = new EmailChangeOutcome.EmailRefused();

    assertThat(api.call(RESET).errors()).containsExactly("newPassword provider_rule");
    assertThat(api.call(PASSWORD).errors()).containsExactly("newPassword provider_rule");
    assertThat(api.call(EMAIL).errors()).containsExactly("email provider_rule");
  }

  @Test
  void registration_with_code_returns_the_code_destination() {
    api.accounts.registration = new ConfirmationRequired(null);

    api.call(
            "POST /users"
                + " {'username':'Alice','password':'Correct1horse','email':'alice@example.com'}")
        .isJson(
            201,
            """
            {'username':'Alice','email':'alice@example.com','emailVerified':false,'status':'confirmation_required',
             'delivery':{'medium':'email','destination':'alice@example.com'}}
            """)
        .has("Location", "/users/me");
  }

  @Test
  void refresh_returns_a_refresh_token_only_if_replaced() {
    api.accounts.refresh = refreshed(new RefreshToken("r2"));
    api.call(REFRESH)
        .isJson(
            200,
            """
            {'idToken':'i','accessToken':'a','refreshToken':'r2','tokenType':'Bearer',
             'expiresIn':3600}
            """);

    api.accounts.refresh = refreshed(null);
    api.call(REFRESH)
        .isJson(200, "{'idToken':'i','accessToken':'a','tokenType':'Bearer','expiresIn':3600}");
  }

  private static RefreshOutcome refreshed(@Nullable RefreshToken token) {
    return new RefreshOutcome.Refreshed(
        ServedApi.ALICE.subject(),
        ServedApi.ALICE.username(),
        new RefreshedTokens(new IdToken("i"), new AccessToken("a"), token, Duration.ofHours(1)));
  }

  @Test
  void logout_accepts_any_bearer_token() {
    String body = "{\"refreshToken\":\"r\"}";

    api.post("/logout", body).isEmpty(204);
    api.post("/logout", body, "Authorization", "Bearer good").isEmpty(204);
    api.post("/logout", body, "Authorization", "Bearer bad").isEmpty(204);
    assertThat(api.accounts.asked()).containsExactly("logout r -", "logout r good", "logout r bad");
    api.post("/logout", body, "Authorization", "a", "Authorization", "b")
        .isProblem(400, "malformed_request");
  }

  @Test
  void sessions_are_listed() {
    Instant login = Instant.parse("2026-01-01T12:00:00Z");
    api.accounts.sessions =
        new SessionListOutcome.Listed(
            List.of(
                new SessionListOutcome.Session(
                    new SessionId("other"), login, login.plusSeconds(60), "curl", "192.0.2.1")));

    api.call(SESSIONS)
        .isJson(
            200,
            """
            {'sessions':[{'id':'other','createdAt':'2026-01-01T12:00:00Z',
             'lastUsedAt':'2026-01-01T12:01:00Z','client':'curl','address':'192.0.2.1',
             'current':false}]}
            """);
  }

  @Test
  void request_ends_one_session() {
    api.accounts.logout =
        new LogoutOutcome.LoggedOut(new EndedSessions.Listed(Set.of(new SessionId("other"))));

    api.call(END_SESSION).isEmpty(204);
  }

  @Test
  void email_change_returns_the_current_email() {
    api.accounts.emailChange =
        new EmailChangeOutcome.EmailChanged(
            new Identity.Email(new EmailAddress("old@example.com"), true), true);

    api.call(EMAIL)
        .isJson(
            200,
            """
            {'sub':'sub-1','username':'Alice','email':'old@example.com','emailVerified':true,
             'groups':['admins','editors'],'verificationRequired':true}
            """);
  }

  @Test
  void totp_status_is_returned() {
    api.call("GET " + TOTP).isJson(200, "{'enabled':false}");
    api.accounts.totpStatus = new TotpStatusOutcome.Enabled();
    api.call("GET " + TOTP).isJson(200, "{'enabled':true}");
  }

  @Test
  void totp_setup_returns_a_secret() {
    api.accounts.totpBeginning = new TotpEnrolmentOutcome.Begun(new TotpSecret("GEZDGNBVGY3TQOJQ"));

    api.call("POST " + TOTP)
        .isJson(
            201,
            "{'secret':'GEZDGNBVGY3TQOJQ','otpauthUri':'otpauth://totp/Example%20Shop:Alice"
                + "?secret=GEZDGNBVGY3TQOJQ&issuer=Example%20Shop'}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT", "DELETE"})
  void provider_without_totp_returns_not_supported(String method) {
    try (ServedApi without = ServedApi.withoutTotp()) {
      without.call(method + " " + TOTP + " {'code':'123456'}").isProblem(501, "not_supported");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PATCH, /users/me",
    "POST, /users/me/email/verification",
    "PUT, /users/me/password",
    "POST, /users/me/deletion",
    "POST, /logout/everywhere",
    "GET, /users/me/mfa/totp",
    "POST, /users/me/mfa/totp",
    "PUT, /users/me/mfa/totp",
    "DELETE, /users/me/mfa/totp"
  })
  void account_endpoints_accept_only_access_tokens(String method, String path) {
    api.sendJson(method, path, "{}").isProblem(401, "missing_token");
    api.sendJson(method, path, "{}", "Authorization", "Bearer good")
        .isProblem(401, "invalid_token");
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
  void invalid_body_or_method_is_refused(String path) {
    api.post(path, "{}").isProblem(422, "invalid_request");
    api.post(path, "{\"no\":\"such\"}").isProblem(400, "malformed_request");
    api.send("POST", path, "a=b").isProblem(415, "unsupported_media_type");
    api.send("GET", path, null).isProblem(405, "method_not_allowed").has("Allow", "OPTIONS, POST");
    assertThat(api.accounts.asked()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PATCH /users/me",
        "PUT /users/me/password",
        "POST /users/me/deletion",
        "POST /users/me/email/verification"
      })
  void invalid_account_change_body_is_refused(String operation) {
    for (String body : List.of("{'no':'such'}", "{", "{'email':null}", "{'code':null}")) {
      api.call(operation + " " + body).isProblem(400, "malformed_request");
    }
    for (String body : List.of("{'newPassword':null}", "{'password':null}", "{'code':1}")) {
      api.call(operation + " " + body).isProblem(400, "malformed_request");
    }
    String[] parts = operation.split(" ", 2);
    api.send(parts[0], parts[1], "a=b", "Authorization", "Bearer access")
        .isProblem(415, "unsupported_media_type");
    assertThat(api.accounts.asked()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PATCH /users/me {}",
        "PUT /users/me/password {}",
        "POST /users/me/deletion {'currentPassword':''}",
        "POST /users/me/email/verification {'code':''}"
      })
  void missing_or_empty_field_is_refused(String request) {
    api.call(request).isProblem(422, "invalid_request");
    assertThat(api.accounts.asked()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/users/me/email/verification, 'OPTIONS, POST'",
    "/users/me/password, 'OPTIONS, PUT'",
    "/users/me/deletion, 'OPTIONS, POST'",
    "/logout/everywhere, 'OPTIONS, POST'"
  })
  void unsupported_account_method_returns_the_allowed_methods(String path, String allow) {
    api.call("DELETE " + path).isProblem(405, "method_not_allowed").has("Allow", allow);
    api.send("OPTIONS", path, null).has("Allow", allow);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /users/confirmation {'username':'Alice','code':'hunter1'}",
        "POST /token/refresh {'refreshToken':'hunter3'}",
        "POST /logout {'refreshToken':'hunter3','hunter3':'hunter3'}",
        "POST /logout hunter3",
        "POST /password/reset {'username':'Alice','code':'hunter 1','newPassword':'hunter2'}",
        "PUT /users/me/password {'currentPassword':'','newPassword':'hunter2'}",
        "POST /users/me/deletion {'password':'hunter2'}"
      })
  void error_response_does_not_contain_secrets(String request) {
    api.accounts.confirmation = new InvalidCode();
    api.accounts.deletion = new InvalidCredentials();

    assertSilent(api.call(request));
  }

  @Test
  void error_response_does_not_contain_the_bearer_token() {
    assertSilent(api.send("POST", "/logout/everywhere", null, "Authorization", "Bearer hunter4"));
  }

  private static void assertSilent(Reply refused) {
    assertThat(refused.status()).isBetween(400, 499);
    assertThat(refused.body() + refused.response().headers().map()).doesNotContain("hunter");
  }
}
