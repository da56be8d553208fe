package dev.gatehouse.adapter.http;

import static dev.gatehouse.adapter.http.ServedApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.login.Challenge;
import dev.gatehouse.domain.login.ChallengeAnswer;
import dev.gatehouse.domain.login.ChallengeAnswer.CodeAnswer;
import dev.gatehouse.domain.login.ChallengeAnswer.MfaTypeAnswer;
import dev.gatehouse.domain.login.ChallengeAnswer.PasswordAnswer;
import dev.gatehouse.domain.login.ChallengeName;
import dev.gatehouse.domain.login.ChallengeOutcome;
import dev.gatehouse.domain.login.ChallengeSession;
import dev.gatehouse.domain.login.ChallengeStep;
import dev.gatehouse.domain.login.LoginProgress;
import dev.gatehouse.domain.login.MfaType;
import dev.gatehouse.domain.login.ProviderChallengeOutcome;
import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.refusal.PasswordRefused;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import dev.gatehouse.domain.token.AccessToken;
import dev.gatehouse.domain.token.IdToken;
import dev.gatehouse.domain.token.RefreshToken;
import dev.gatehouse.domain.token.Tokens;
import dev.gatehouse.domain.totp.TotpConfirmationOutcome;
import dev.gatehouse.domain.totp.TotpEnrolmentOutcome;
import dev.gatehouse.domain.totp.TotpSecret;
import dev.gatehouse.domain.totp.TotpStatusOutcome;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins that ask for more than a password, and authenticator apps. */
final class ChallengeApiTest {
  private static final String LOGIN = "{\"username\":\"Alice\",\"password\":\"Correct1horse\"}";
  private static final String[] ACCESS = {"Authorization", "Bearer access"};
  private static final String TOTP = "/users/me/mfa/totp";
  private static final TotpSecret SECRET = new TotpSecret("GEZDGNBVGY3TQOJQ");
  private static final Tokens TOKENS =
      new Tokens(
          new IdToken("i"), new AccessToken("a"), new RefreshToken("r"), Duration.ofHours(1));

  private final ServedApi api = new ServedApi();

  @AfterEach
  void stop() {
    api.close();
  }

  private static Stream<Arguments> steps() {
    String uri =
        "otpauth://totp/Example%20Shop:Alice?secret=GEZDGNBVGY3TQOJQ&issuer=Example%20Shop";
    return Stream.of(
        Arguments.of(new ChallengeStep.NewPasswordRequired(), "new_password_required", "{}"),
        Arguments.of(new ChallengeStep.SoftwareTokenMfa(), "software_token_mfa", "{}"),
        Arguments.of(new ChallengeStep.SmsMfa(null), "sms_mfa", "{}"),
        Arguments.of(
            new ChallengeStep.SmsMfa("+*******99"), "sms_mfa", "{\"destination\":\"+*******99\"}"),
        Arguments.of(
            new ChallengeStep.EmailOtp("a***@e***"),
            "email_otp",
            "{\"destination\":\"a***@e***\"}"),
        Arguments.of(
            new ChallengeStep.SelectMfaType(List.of(MfaType.SMS_MFA, MfaType.EMAIL_OTP)),
            "select_mfa_type",
            "{\"mfaTypes\":[\"sms_mfa\",\"email_otp\"]}"),
        Arguments.of(
            new ChallengeStep.MfaSetup(SECRET, new Username("Alice")),
            "mfa_setup",
            "{\"secret\":\"GEZDGNBVGY3TQOJQ\",\"otpauthUri\":\"" + uri + "\"}"));
  }

  @ParameterizedTest
  @MethodSource("steps")
  void challenge_is_named_with_its_parameters_and_never_an_empty_success(
      ChallengeStep step, String name, String parameters) {
    Challenge challenge = new Challenge(step, new ChallengeSession("envelope"));
    String expected =
        "{\"challenge\":{\"name\":\"%s\",\"session\":\"envelope\",\"parameters\":%s}}"
            .formatted(name, parameters);
    api.login.set(_ -> new LoginProgress.ChallengeRequired(challenge));
    api.challenge.set((_, _) -> new LoginProgress.ChallengeRequired(challenge));

    HttpResponse<String> login = api.post("/login", LOGIN);
    HttpResponse<String> further = answer("{\"code\":\"123456\"}");

    assertThat(login.statusCode()).isEqualTo(200);
    assertThat(json(login)).isEqualTo(json(expected));
    assertThat(json(further)).isEqualTo(json(expected));
  }

  private HttpResponse<String> answer(String answer) {
    return api.post(
        "/login/challenge", "{\"session\":\"envelope\",\"answer\":%s}".formatted(answer));
  }

  @Test
  void answer_is_taken_with_its_session() {
    List<ChallengeAnswer> given = new ArrayList<>();
    api.challenge.set(
        (session, answer) -> {
          assertThat(session).isEqualTo("envelope");
          given.add(answer);
          return new LoginProgress.LoggedIn(ServedApi.ALICE.subject(), TOKENS);
        });

    HttpResponse<String> last = answer("{\"newPassword\":\"Correct1horse\"}");
    answer("{\"code\":\"123456\"}");
    answer("{\"mfaType\":\"software_token_mfa\"}");

    assertThat(last.statusCode()).isEqualTo(200);
    assertThat(json(last))
        .isEqualTo(
            json(
                """
                {"idToken":"i","accessToken":"a","refreshToken":"r","tokenType":"Bearer","expiresIn":3600}
                """));
    assertThat(given)
        .containsExactly(
            new PasswordAnswer(new NewPassword("Correct1horse")),
            new CodeAnswer(new ConfirmationCode("123456")),
            new MfaTypeAnswer(MfaType.SOFTWARE_TOKEN_MFA));
  }

  private static Stream<Arguments> outcomes() {
    return Stream.of(
        Arguments.of(new ProviderChallengeOutcome.InvalidAnswer(), 401, "invalid_challenge_answer"),
        Arguments.of(new PasswordRefused(), 422, "invalid_request"),
        Arguments.of(new LoginProgress.PasswordResetRequired(), 403, "password_reset_required"),
        Arguments.of(new TooManyAttempts(Duration.ofSeconds(90)), 429, "too_many_attempts"),
        Arguments.of(
            new LoginProgress.ChallengeNotSupported("device_srp_auth"),
            501,
            "challenge_not_supported"));
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void each_outcome_has_its_code(ChallengeOutcome outcome, int status, String code) {
    api.challenge.set((_, _) -> outcome);

    HttpResponse<String> response = answer("{\"code\":\"123456\"}");

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(json(response).get("code").asText()).isEqualTo(code);
    if (status == 429) {
      assertThat(response.headers().firstValue("Retry-After")).contains("90");
    }
    if (status == 501) {
      assertThat(json(response).get("detail").asText()).contains("device_srp_auth");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "NEW_PASSWORD_REQUIRED, answer.newPassword",
    "SMS_MFA, answer.code",
    "MFA_SETUP, answer.code",
    "SELECT_MFA_TYPE, answer.mfaType"
  })
  void answer_of_another_kind_is_told_what_is_asked_for(ChallengeName challenge, String field) {
    api.challenge.set((_, _) -> new ChallengeOutcome.AnswerMismatch(challenge));

    HttpResponse<String> response = answer("{\"code\":\"123456\"}");

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(json(response).at("/errors/0/field").asText()).isEqualTo(field);
    assertThat(json(response).at("/errors/0/rule").asText()).isEqualTo("required");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | 422 | session answer",
        "{\"session\":\"s\"} | 422 | answer",
        "{\"session\":\"\",\"answer\":{\"code\":\"\"}} | 422 | session answer.code",
        "{\"session\":\"s\",\"answer\":{}} | 422 | answer",
        "{\"session\":\"s\",\"answer\":{\"code\":\"1\",\"mfaType\":\"sms_mfa\"}} | 422 | answer",
        "{\"session\":\"s\",\"answer\":{\"newPassword\":\"short\"}} | 422 | answer.newPassword",
        "{\"session\":\"s\",\"answer\":{\"mfaType\":\"SMS_MFA\"}} | 422 | answer.mfaType"
      })
  void wrong_values_are_told_all_at_once(String body, int status, String fields) {
    HttpResponse<String> response = api.post("/login/challenge", body);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(json(response).findValuesAsText("field")).contains(fields.split(" ", -1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"session\":\"s\",\"answer\":\"123456\"}",
        "{\"session\":\"s\",\"answer\":null}",
        "{\"session\":\"s\",\"answer\":[]}",
        "{\"session\":\"s\",\"answer\":{\"code\":123456}}",
        "{\"session\":\"s\",\"answer\":{\"pin\":\"1\"}}",
        "{\"session\":1,\"answer\":{\"code\":\"1\"}}",
        "{\"session\":\"s\",\"answer\":{\"code\":\"1\"},\"username\":\"a\"}",
        "{\"session\":\"s\",\"answer\":{\"code\":\"1\",\"code\":\"2\"}}"
      })
  void malformed_bodies_are_refused(String body) {
    HttpResponse<String> response = api.post("/login/challenge", body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).get("code").asText()).isEqualTo("malformed_request");
  }

  @Test
  void too_many_refreshes_are_told_when_to_come_again() {
    api.accounts.refresh = new TooManyAttempts(Duration.ofSeconds(30));

    HttpResponse<String> response = api.post("/token/refresh", "{\"refreshToken\":\"r\"}");

    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.headers().firstValue("Retry-After")).contains("30");
  }

  @Test
  void status_of_the_app_is_told() {
    HttpResponse<String> without = api.send("GET", TOTP, null, ACCESS);
    assertThat(without.statusCode()).isEqualTo(200);
    assertThat(json(without)).isEqualTo(json("{\"enabled\":false}"));

    api.accounts.totpStatus = new TotpStatusOutcome.Enabled();
    assertThat(json(api.send("GET", TOTP, null, ACCESS))).isEqualTo(json("{\"enabled\":true}"));
    assertThat(api.accounts.asked()).containsExactly("totp status", "totp status");
  }

  @Test
  void app_is_set_up_confirmed_and_removed() {
    api.accounts.totpBeginning = new TotpEnrolmentOutcome.Begun(SECRET);
    HttpResponse<String> begun = api.send("POST", TOTP, null, ACCESS);
    assertThat(begun.statusCode()).isEqualTo(201);
    assertThat(json(begun))
        .isEqualTo(
            json(
                "{\"secret\":\"GEZDGNBVGY3TQOJQ\",\"otpauthUri\":"
                    + "\"otpauth://totp/Example%20Shop:Alice"
                    + "?secret=GEZDGNBVGY3TQOJQ&issuer=Example%20Shop\"}"));

    assertThat(confirm().statusCode()).isEqualTo(422);
    api.accounts.totpConfirmation = new TotpConfirmationOutcome.Confirmed();
    assertThat(confirm().statusCode()).isEqualTo(204);
    assertThat(api.send("DELETE", TOTP, null, ACCESS).statusCode()).isEqualTo(204);
    assertThat(api.accounts.asked())
        .containsExactly("totp begin", "totp confirm 123456", "totp confirm 123456", "totp remove");
  }

  private HttpResponse<String> confirm() {
    return api.send(
        "PUT",
        TOTP,
        "{\"code\":\"123456\"}",
        "Authorization",
        "Bearer access",
        "Content-Type",
        "application/json");
  }

  @Test
  void access_that_has_ended_tells_and_sets_up_nothing() {
    api.accounts.totpStatus = new AccessRefused();
    api.accounts.totpConfirmation = new AccessRefused();
    api.accounts.totpRemoval = new AccessRefused();

    assertThat(api.send("GET", TOTP, null, ACCESS).statusCode()).isEqualTo(401);
    assertThat(api.send("POST", TOTP, null, ACCESS).statusCode()).isEqualTo(401);
    assertThat(confirm().statusCode()).isEqualTo(401);
    assertThat(api.send("DELETE", TOTP, null, ACCESS).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT", "DELETE"})
  void app_is_the_matter_of_an_access_token(String method) {
    assertThat(api.send(method, TOTP, null, "Authorization", "Bearer good").statusCode())
        .isEqualTo(401);
    assertThat(api.send(method, TOTP, null).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT", "DELETE"})
  void provider_without_authenticator_apps_does_not_support_them(String method) {
    try (ServedApi without = ServedApi.withoutTotp()) {
      HttpResponse<String> response =
          without.send(
              method,
              TOTP,
              "{\"code\":\"123456\"}",
              "Authorization",
              "Bearer access",
              "Content-Type",
              "application/json");

      assertThat(response.statusCode()).isEqualTo(501);
      assertThat(json(response).get("code").asText()).isEqualTo("not_supported");
    }
  }
}
