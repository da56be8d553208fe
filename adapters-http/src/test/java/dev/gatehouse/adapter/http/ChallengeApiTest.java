package dev.gatehouse.adapter.http;

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
import dev.gatehouse.domain.refusal.PasswordRefused;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import dev.gatehouse.domain.totp.TotpSecret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests logins with challenges. */
final class ChallengeApiTest {
  @AutoClose private final ServedApi api = new ServedApi();

  private static Stream<Arguments> steps() {
    String sealed =
        "{'secret':'GEZDGNBVGY3TQOJQ','otpauthUri':'otpauth://totp/Example%20Shop:Alice"
            + "?secret=GEZDGNBVGY3TQOJQ&issuer=Example%20Shop'}";
    List<MfaType> types = List.of(MfaType.SMS_MFA, MfaType.EMAIL_OTP);
    TotpSecret secret = new TotpSecret("GEZDGNBVGY3TQOJQ");
    return Stream.of(
        Arguments.of(new ChallengeStep.NewPasswordRequired(), "new_password_required", "{}"),
        Arguments.of(new ChallengeStep.SoftwareTokenMfa(), "software_token_mfa", "{}"),
        Arguments.of(new ChallengeStep.SmsMfa(null), "sms_mfa", "{}"),
        Arguments.of(new ChallengeStep.SmsMfa("+***99"), "sms_mfa", "{'destination':'+***99'}"),
        Arguments.of(new ChallengeStep.EmailOtp("a***@e"), "email_otp", "{'destination':'a***@e'}"),
        Arguments.of(
            new ChallengeStep.SelectMfaType(types),
            "select_mfa_type",
            "{'mfaTypes':['sms_mfa','email_otp']}"),
        Arguments.of(
            new ChallengeStep.MfaSetup(secret, new Username("Alice")), "mfa_setup", sealed));
  }

  @ParameterizedTest
  @MethodSource("steps")
  void challenge_response_contains_name_and_parameters(
      ChallengeStep step, String name, String parameters) {
    var required =
        new LoginProgress.ChallengeRequired(new Challenge(step, new ChallengeSession("envelope")));
    String expected =
        "{'challenge':{'name':'%s','session':'envelope','parameters':%s}}"
            .formatted(name, parameters);
    api.accounts.login = () -> required;
    api.accounts.challenge = (_, _) -> required;

    api.call("POST /login {'username':'Alice','password':'Correct1horse'}").isJson(200, expected);
    answer("{'code':'123456'}").isJson(200, expected);
  }

  private Reply answer(String answer) {
    return api.call("POST /login/challenge {'session':'envelope','answer':" + answer + "}");
  }

  @Test
  void challenge_answer_is_read_with_its_session() {
    List<ChallengeAnswer> given = new ArrayList<>();
    api.accounts.challenge =
        (session, answer) -> {
          assertThat(session).isEqualTo("envelope");
          given.add(answer);
          return ServedApi.LOGGED_IN;
        };

    answer("{'newPassword':'Correct1horse'}").isJson(200, ServedApi.TOKENS);
    answer("{'code':'123456'}");
    answer("{'mfaType':'software_token_mfa'}");

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
            new LoginProgress.ChallengeNotSupported("srp_auth"), 501, "challenge_not_supported"));
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void each_challenge_outcome_returns_its_problem_code(
      ChallengeOutcome outcome, int status, String code) {
    api.accounts.challenge = (_, _) -> outcome;

    Reply reply = answer("{'code':'123456'}").isProblem(status, code);

    if (status == 429) {
      reply.has("Retry-After", "90");
    }
    if (status == 501) {
      assertThat(reply.json().path("detail").asText()).contains("srp_auth");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "NEW_PASSWORD_REQUIRED, answer.newPassword",
    "SMS_MFA, answer.code",
    "MFA_SETUP, answer.code",
    "SELECT_MFA_TYPE, answer.mfaType"
  })
  void challenge_answer_of_wrong_kind_names_the_required_field(
      ChallengeName challenge, String field) {
    api.accounts.challenge = (_, _) -> new ChallengeOutcome.AnswerMismatch(challenge);

    assertThat(answer("{'code':'123456'}").errors()).containsExactly(field + " required");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {} | session answer
          {'session':'s'} | answer
          {'session':'','answer':{'code':''}} | session answer.code
          {'session':'s','answer':{}} | answer
          {'session':'s','answer':{'code':'1','mfaType':'sms_mfa'}} | answer
          {'session':'s','answer':{'newPassword':'short'}} | answer.newPassword
          {'session':'s','answer':{'mfaType':'SMS_MFA'}} | answer.mfaType
          """)
  void response_lists_all_invalid_fields(String body, String fields) {
    Reply reply = api.call("POST /login/challenge " + body).isProblem(422, "invalid_request");

    assertThat(reply.json().findValuesAsText("field")).contains(fields.split(" ", -1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'session':'s','answer':'123456'}",
        "{'session':'s','answer':null}",
        "{'session':'s','answer':[]}",
        "{'session':'s','answer':{'code':123456}}",
        "{'session':'s','answer':{'pin':'1'}}",
        "{'session':1,'answer':{'code':'1'}}",
        "{'session':'s','answer':{'code':'1'},'username':'a'}",
        "{'session':'s','answer':{'code':'1','code':'2'}}"
      })
  void malformed_bodies_are_refused(String body) {
    api.call("POST /login/challenge " + body).isProblem(400, "malformed_request");
  }
}
