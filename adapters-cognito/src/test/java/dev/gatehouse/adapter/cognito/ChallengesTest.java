package dev.gatehouse.adapter.cognito;

import static dev.gatehouse.adapter.cognito.Fixtures.CLIENT_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.login.Challenge;
import dev.gatehouse.domain.login.ChallengeAnswer;
import dev.gatehouse.domain.login.ChallengeAnswer.CodeAnswer;
import dev.gatehouse.domain.login.ChallengeAnswer.MfaTypeAnswer;
import dev.gatehouse.domain.login.ChallengeAnswer.PasswordAnswer;
import dev.gatehouse.domain.login.ChallengeName;
import dev.gatehouse.domain.login.ChallengeSession;
import dev.gatehouse.domain.login.ChallengeStep;
import dev.gatehouse.domain.login.ChallengeStep.EmailOtp;
import dev.gatehouse.domain.login.ChallengeStep.MfaSetup;
import dev.gatehouse.domain.login.ChallengeStep.NewPasswordRequired;
import dev.gatehouse.domain.login.ChallengeStep.SelectMfaType;
import dev.gatehouse.domain.login.ChallengeStep.SmsMfa;
import dev.gatehouse.domain.login.ChallengeStep.SoftwareTokenMfa;
import dev.gatehouse.domain.login.LoginProgress.ChallengeNotSupported;
import dev.gatehouse.domain.login.LoginProgress.ChallengeRequired;
import dev.gatehouse.domain.login.MfaType;
import dev.gatehouse.domain.login.PendingLogin;
import dev.gatehouse.domain.login.ProviderChallengeOutcome.InvalidAnswer;
import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.refusal.InvalidCode;
import dev.gatehouse.domain.totp.TotpConfirmationOutcome;
import dev.gatehouse.domain.totp.TotpEnrolmentOutcome.Begun;
import dev.gatehouse.domain.totp.TotpRemovalOutcome.Removed;
import dev.gatehouse.domain.totp.TotpSecret;
import dev.gatehouse.domain.totp.TotpStatusOutcome;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests challenges during a login: each field of the requests to Cognito, and the outcomes. */
final class ChallengesTest extends ProviderTest {
  /** The user's real name, which Cognito returns; it differs from the name that the user sent. */
  private static final String REAL_NAME = "pool-alice";

  private static final CodeAnswer GIVEN = new CodeAnswer(CODE);
  private static final PendingLogin BY_SMS = pending(ChallengeName.SMS_MFA, "s");

  private static Map<String, String> with(String name, String value) {
    return Map.of("USER_ID_FOR_SRP", REAL_NAME, name, value);
  }

  private static ChallengeRequired asked(ChallengeStep step, String session) {
    return new ChallengeRequired(
        new Challenge(step, new ChallengeSession(REAL_NAME + "\n" + session)));
  }

  private static Stream<Arguments> steps() {
    return Stream.of(
        Arguments.of(
            "NEW_PASSWORD_REQUIRED", "requiredAttributes", "[]", new NewPasswordRequired()),
        Arguments.of("SOFTWARE_TOKEN_MFA", "FRIENDLY_DEVICE_NAME", "phone", new SoftwareTokenMfa()),
        Arguments.of("SMS_MFA", "CODE_DELIVERY_DESTINATION", "+***99", new SmsMfa("+***99")),
        Arguments.of("SMS_MFA", "more", "x", new SmsMfa(null)),
        Arguments.of("EMAIL_OTP", "CODE_DELIVERY_DESTINATION", "a***", new EmailOtp("a***")),
        Arguments.of(
            "SELECT_MFA_TYPE",
            "MFAS_CAN_CHOOSE",
            " [ \"SMS_MFA\" ,\"A_TYPE_TO_COME\",\"SOFTWARE_TOKEN_MFA\",\"SMS\\u005fMFA\"] ",
            new SelectMfaType(List.of(MfaType.SMS_MFA, MfaType.SOFTWARE_TOKEN_MFA))));
  }

  @ParameterizedTest
  @MethodSource("steps")
  void challenge_contains_step_session_and_real_name(
      String name, String parameter, String value, ChallengeStep step) {
    stub.on("AdminInitiateAuth", challenge(name, "session-1", with(parameter, value)));

    assertThat(logIn()).isEqualTo(asked(step, "session-1"));
  }

  @Test
  void challenge_contains_the_given_name_if_cognito_returns_none() {
    stub.on("AdminInitiateAuth", challenge("SOFTWARE_TOKEN_MFA", "s", Map.of()));

    assertThat(logIn())
        .isEqualTo(
            new ChallengeRequired(
                new Challenge(new SoftwareTokenMfa(), new ChallengeSession("Alice\ns"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          NEW_PASSWORD_REQUIRED | requiredAttributes | ["userAttributes.email"] | new_password_required
          SELECT_MFA_TYPE | MFAS_CAN_CHOOSE | ["A_TYPE_TO_COME"] | select_mfa_type
          SELECT_MFA_TYPE | more | x | select_mfa_type
          MFA_SETUP | MFAS_CAN_SETUP | ["SMS_MFA"] | mfa_setup
          MFA_SETUP | more | x | mfa_setup
          CUSTOM_CHALLENGE | riddle | x | custom_challenge
          DEVICE_SRP_AUTH | more | x | device_srp_auth
          A_STEP_TO_COME | more | x | a_step_to_come
          """)
  void unsupported_challenge_is_named_without_a_further_request(
      String name, String parameter, String value, String named) {
    stub.on("AdminInitiateAuth", challenge(name, "s", with(parameter, value)))
        .on("AdminRespondToAuthChallenge", challenge(name, "s", with(parameter, value)));

    assertThat(logIn()).isEqualTo(new ChallengeNotSupported(named));
    assertThat(answer(BY_SMS, GIVEN)).isEqualTo(new ChallengeNotSupported(named));
    assertThat(stub.operations())
        .containsExactly("AdminInitiateAuth", "AdminRespondToAuthChallenge");
  }

  @Test
  void challenge_without_session_makes_provider_unavailable() {
    stub.answers(
        """
        AdminInitiateAuth {"ChallengeName": "SMS_MFA", "ChallengeParameters": {}}
        """);

    assertUnavailable(this::logIn);
  }

  private static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(
            ChallengeName.NEW_PASSWORD_REQUIRED,
            new PasswordAnswer(new NewPassword("Brandnew2password")),
            "\"NEW_PASSWORD\": \"Brandnew2password\""),
        Arguments.of(
            ChallengeName.SOFTWARE_TOKEN_MFA, GIVEN, "\"SOFTWARE_TOKEN_MFA_CODE\": \"246810\""),
        Arguments.of(ChallengeName.SMS_MFA, GIVEN, "\"SMS_MFA_CODE\": \"246810\""),
        Arguments.of(ChallengeName.EMAIL_OTP, GIVEN, "\"EMAIL_OTP_CODE\": \"246810\""),
        Arguments.of(
            ChallengeName.SELECT_MFA_TYPE,
            new MfaTypeAnswer(MfaType.EMAIL_OTP),
            "\"ANSWER\": \"EMAIL_OTP\""));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void challenge_response_is_sent_with_the_real_name(
      ChallengeName challenge, ChallengeAnswer answer, String member) {
    stub.on("AdminRespondToAuthChallenge", LOGGED_IN);
    PendingLogin login = pending(challenge, "session-1");

    assertThat(answer(login, answer)).isEqualTo(ALICES_TOKENS);
    open(SECRET).logins().answer(CALLER, login, answer);

    String hash = "\"SECRET_HASH\": \"%s\", ".formatted(SECRET.hash(REAL_NAME, CLIENT_ID));
    assertAsked(
        response(challenge, "session-1", ", " + member)
            + response(challenge, "session-1", ", " + hash + member));
  }

  /** Returns the request that responds to a challenge. */
  private static String response(ChallengeName challenge, String session, String members) {
    return """
    AdminRespondToAuthChallenge {"UserPoolId": "$pool", "ClientId": "$client", "ChallengeName": "%s", "Session": "%s", "ChallengeResponses": {"USERNAME": "%s"%s}, "ContextData": {"IpAddress": "192.0.2.1", "ServerName": "auth.example.com", "ServerPath": "/login/challenge", "HttpHeaders": [{"headerName": "User-Agent", "headerValue": "curl/8.5.0"}]}}
    """
        .formatted(challenge, session, REAL_NAME, members);
  }

  @Test
  void login_with_two_challenges_returns_tokens() {
    stub.on(
        "AdminRespondToAuthChallenge",
        challenge("SMS_MFA", "s2", with("CODE_DELIVERY_DESTINATION", "+***99")),
        LOGGED_IN);

    assertThat(
            answer(
                pending(ChallengeName.SELECT_MFA_TYPE, "s1"), new MfaTypeAnswer(MfaType.SMS_MFA)))
        .isEqualTo(asked(new SmsMfa("+***99"), "s2"));
    assertThat(answer(pending(ChallengeName.SMS_MFA, "s2"), GIVEN)).isEqualTo(ALICES_TOKENS);

    assertAsked(
        response(ChallengeName.SELECT_MFA_TYPE, "s1", ", \"ANSWER\": \"SMS_MFA\"")
            + response(ChallengeName.SMS_MFA, "s2", ", \"SMS_MFA_CODE\": \"246810\""));
  }

  @Test
  void required_totp_setup_starts_at_once_and_verifies_code() {
    stub.on("AdminInitiateAuth", setUpOfAnApp("s1"))
        .on("AdminRespondToAuthChallenge", LOGGED_IN)
        .answers(
            """
            AssociateSoftwareToken {"SecretCode": "GEZDGNBV", "Session": "s2"}
            VerifySoftwareToken {"Status": "SUCCESS", "Session": "s3"}
            """);

    assertThat(logIn())
        .isEqualTo(asked(new MfaSetup(new TotpSecret("GEZDGNBV"), new Username(REAL_NAME)), "s2"));
    assertThat(answer(pending(ChallengeName.MFA_SETUP, "s2"), GIVEN)).isEqualTo(ALICES_TOKENS);

    assertAsked(
        ALICES_LOGIN
            + """
            AssociateSoftwareToken {"Session": "s1"}
            VerifySoftwareToken {"Session": "s2", "UserCode": "246810"}
            """
            + response(ChallengeName.MFA_SETUP, "s3", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"12345", "1234567", "12345x", "\u0661\u0662\u0663\u0664\u0665\u0666"})
  void malformed_totp_code_is_refused_without_a_request(String text) {
    ConfirmationCode code = new ConfirmationCode(text);

    for (ChallengeName challenge :
        List.of(ChallengeName.SOFTWARE_TOKEN_MFA, ChallengeName.MFA_SETUP)) {
      assertThat(answer(pending(challenge, "s"), new CodeAnswer(code)))
          .isEqualTo(new InvalidAnswer());
    }
    assertThat(totp().confirm(ALICES_ACCESS, code)).isEqualTo(new InvalidCode());
    assertThat(stub.operations()).isEmpty();
  }

  @Test
  void malformed_challenge_session_is_refused_without_a_request() {
    PendingLogin login =
        new PendingLogin(ALICE.username(), ChallengeName.SMS_MFA, new ChallengeSession("x"));

    assertThat(answer(login, GIVEN)).isEqualTo(new InvalidAnswer());
    assertThat(stub.operations()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> answer(BY_SMS, new MfaTypeAnswer(MfaType.SMS_MFA)));
  }

  @Test
  void totp_status_is_read_from_cognito_unless_it_refuses() {
    stub.answers(
        """
        GetUser {"UserAttributes": []}
        GetUser {"UserMFASettingList": ["SMS_MFA", "EMAIL_OTP"]}
        GetUser {"UserMFASettingList": ["SMS_MFA", "SOFTWARE_TOKEN_MFA"]}
        GetUser NotAuthorizedException Access Token has been revoked
        """);

    assertThat(Stream.generate(() -> totp().status(ALICES_ACCESS)).limit(4))
        .containsExactly(
            new TotpStatusOutcome.NotEnabled(),
            new TotpStatusOutcome.NotEnabled(),
            new TotpStatusOutcome.Enabled(),
            new AccessRefused());

    assertAsked("GetUser {\"AccessToken\": \"access.token.text\"}\n".repeat(4));
  }

  @Test
  void user_starts_confirms_and_removes_totp() {
    stub.answers(
        """
        AssociateSoftwareToken {"SecretCode": "GEZDGNBV"}
        VerifySoftwareToken {"Status": "SUCCESS"}
        SetUserMFAPreference {}
        """);

    assertThat(totp().begin(ALICES_ACCESS)).isEqualTo(new Begun(new TotpSecret("GEZDGNBV")));
    assertThat(totp().confirm(ALICES_ACCESS, CODE))
        .isEqualTo(new TotpConfirmationOutcome.Confirmed());
    assertThat(totp().remove(ALICES_ACCESS)).isEqualTo(new Removed());

    assertAsked(
        """
        AssociateSoftwareToken {"AccessToken": "access.token.text"}
        VerifySoftwareToken {"AccessToken": "access.token.text", "UserCode": "246810"}
        SetUserMFAPreference {"AccessToken": "access.token.text", "SoftwareTokenMfaSettings": {"Enabled": true, "PreferredMfa": true}}
        SetUserMFAPreference {"AccessToken": "access.token.text", "SoftwareTokenMfaSettings": {"Enabled": false, "PreferredMfa": false}}
        """);
  }

  @Test
  void wrong_totp_code_is_refused_and_changes_no_preference() {
    stub.on("VerifySoftwareToken", CognitoStub.json("{\"Status\": \"ERROR\"}"));

    assertThat(answer(pending(ChallengeName.MFA_SETUP, "s"), GIVEN)).isEqualTo(new InvalidAnswer());
    assertThat(totp().confirm(ALICES_ACCESS, CODE)).isEqualTo(new InvalidCode());
    assertThat(stub.operations()).containsExactly("VerifySoftwareToken", "VerifySoftwareToken");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"SecretCode\": \"\"}"})
  void totp_setup_without_secret_makes_provider_unavailable(String answer) {
    stub.on("AssociateSoftwareToken", CognitoStub.json(answer));

    assertUnavailable(() -> totp().begin(ALICES_ACCESS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "User has not set up software token mfa",
        "User has not verified software token mfa",
        "User does not have delivery config set to turn on SOFTWARE_TOKEN_MFA"
      })
  void totp_without_setup_can_be_removed_but_not_confirmed(String message) {
    stub.on("VerifySoftwareToken", CognitoStub.json("{\"Status\": \"SUCCESS\"}"))
        .on("SetUserMFAPreference", CognitoStub.error("InvalidParameterException", message));

    assertThat(totp().remove(ALICES_ACCESS)).isEqualTo(new Removed());
    assertThat(totp().confirm(ALICES_ACCESS, CODE)).isEqualTo(new InvalidCode());
  }

  @ParameterizedTest
  @EnumSource(
      value = ChallengeName.class,
      names = "SELECT_MFA_TYPE",
      mode = EnumSource.Mode.EXCLUDE)
  void challenge_with_invalid_session_makes_provider_unavailable(ChallengeName challenge) {
    Map<String, String> parameters = with("MFAS_CAN_SETUP", "[\"SOFTWARE_TOKEN_MFA\"]");
    List<String> sessions = List.of("", "x".repeat(ChallengeSession.MAX_LENGTH));
    for (String session : sessions) {
      var asked = challenge(challenge.name(), session, parameters);
      stub.on("AdminInitiateAuth", asked).on("AdminRespondToAuthChallenge", asked);

      assertUnavailable(this::logIn);
      assertUnavailable(() -> answer(BY_SMS, GIVEN));
    }
    assertThat(stub.operations()).hasSize(2 * sessions.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ", \"Session\": \"\""})
  void totp_setup_without_next_session_makes_provider_unavailable(String session) {
    stub.on("AdminInitiateAuth", setUpOfAnApp("s1"))
        .answers(
            """
            AssociateSoftwareToken {"SecretCode": "GEZDGNBV"%1$s}
            VerifySoftwareToken {"Status": "SUCCESS"%1$s}
            """
                .formatted(session));

    assertUnavailable(this::logIn);
    assertUnavailable(() -> answer(pending(ChallengeName.MFA_SETUP, "s2"), GIVEN));
    assertThat(stub.operations())
        .containsExactly("AdminInitiateAuth", "AssociateSoftwareToken", "VerifySoftwareToken");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT_MFA_TYPE | MFAS_CAN_CHOOSE | SMS_MFA",
        "SELECT_MFA_TYPE | MFAS_CAN_CHOOSE | [\"SMS_MFA\"",
        "SELECT_MFA_TYPE | MFAS_CAN_CHOOSE | [\"SMS_MFA\",]",
        "SELECT_MFA_TYPE | MFAS_CAN_CHOOSE | [\"SMS_MFA\" \"EMAIL_OTP\"]",
        "SELECT_MFA_TYPE | MFAS_CAN_CHOOSE | [\"SMS_MFA\", 1]",
        "MFA_SETUP | MFAS_CAN_SETUP | {\"SOFTWARE_TOKEN_MFA\": true}",
        "NEW_PASSWORD_REQUIRED | requiredAttributes | [given_name]",
        "NEW_PASSWORD_REQUIRED | requiredAttributes | ''"
      })
  void unreadable_challenge_list_makes_provider_unavailable(
      String name, String parameter, String text) {
    stub.on("AdminInitiateAuth", challenge(name, "s", with(parameter, text)));

    assertUnavailable(this::logIn);
    assertThat(stub.operations()).containsExactly("AdminInitiateAuth");
  }

  @ParameterizedTest
  @ValueSource(strings = {"MFA_SETUP", "SOFTWARE_TOKEN_MFA", "A_STEP_TO_COME"})
  void challenge_proves_the_password_and_is_not_started(String name) {
    nameInUse(UNCONFIRMED)
        .on(
            "AdminInitiateAuth",
            challenge(name, "s", with("MFAS_CAN_SETUP", "[\"SOFTWARE_TOKEN_MFA\"]")));

    assertThat(register()).isEqualTo(REGISTERED);

    assertThat(String.join(" ", stub.operations()))
        .isEqualTo("SignUp AdminGetUser AdminConfirmSignUp AdminInitiateAuth");
  }
}
