package dev.gatehouse.adapter.cognito;

import static dev.gatehouse.adapter.cognito.Fixtures.ALICE;
import static dev.gatehouse.adapter.cognito.Fixtures.ALICES_ACCESS;
import static dev.gatehouse.adapter.cognito.Fixtures.ALICES_PASSWORD;
import static dev.gatehouse.adapter.cognito.Fixtures.CALLER;
import static dev.gatehouse.adapter.cognito.Fixtures.CLIENT_ID;
import static dev.gatehouse.adapter.cognito.Fixtures.POOL_ID;
import static dev.gatehouse.adapter.cognito.Fixtures.challenge;
import static dev.gatehouse.adapter.cognito.Fixtures.pending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.adapter.cognito.CognitoStub.Request;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.DeletionOutcome.Deleted;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.RegistrationOutcome.Registered;
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
import dev.gatehouse.domain.login.LoginProgress.LoggedIn;
import dev.gatehouse.domain.login.MfaType;
import dev.gatehouse.domain.login.PendingLogin;
import dev.gatehouse.domain.login.ProviderChallengeOutcome;
import dev.gatehouse.domain.login.ProviderChallengeOutcome.InvalidAnswer;
import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.refusal.InvalidCode;
import dev.gatehouse.domain.session.EndedSessions;
import dev.gatehouse.domain.totp.TotpConfirmationOutcome;
import dev.gatehouse.domain.totp.TotpEnrolmentOutcome.Begun;
import dev.gatehouse.domain.totp.TotpRemovalOutcome.Removed;
import dev.gatehouse.domain.totp.TotpSecret;
import dev.gatehouse.domain.totp.TotpStatusOutcome;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests challenges during a login: each field of the requests to Cognito, and the outcomes. */
final class ChallengesTest {
  private static final ClientSecret SECRET = new ClientSecret("client-secret");

  /** The user's real name, which Cognito returns; it differs from the name that the user sent. */
  private static final String REAL_NAME = "pool-alice";

  private static final CodeAnswer CODE = new CodeAnswer(new ConfirmationCode("246810"));

  private final CognitoStub stub = new CognitoStub();
  private final CognitoIdentityProvider provider = Fixtures.provider(stub);
  private final CognitoIdentityProvider withSecret = Fixtures.provider(stub, SECRET);

  @AfterEach
  void close() {
    withSecret.close();
    provider.close();
    stub.close();
  }

  private static Map<String, String> with(String name, String value) {
    return Map.of("USER_ID_FOR_SRP", REAL_NAME, name, value);
  }

  private static ChallengeSession own(String session) {
    return new ChallengeSession(REAL_NAME + "\n" + session);
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
  void challenge_of_a_login_tells_its_step_and_keeps_the_real_name_with_the_session(
      String name, String parameter, String value, ChallengeStep step) {
    stub.on("AdminInitiateAuth", challenge(name, "session-1", with(parameter, value)));

    assertThat(Fixtures.logIn(provider))
        .isEqualTo(new ChallengeRequired(new Challenge(step, own("session-1"))));
  }

  @Test
  void name_that_was_given_will_do_where_the_service_tells_no_other() {
    stub.on("AdminInitiateAuth", challenge("SOFTWARE_TOKEN_MFA", "s", Map.of()));

    assertThat(Fixtures.logIn(provider))
        .isEqualTo(
            new ChallengeRequired(
                new Challenge(new SoftwareTokenMfa(), new ChallengeSession("Alice\ns"))));
  }

  private static Stream<Arguments> unsupported() {
    return Stream.of(
        Arguments.of("NEW_PASSWORD_REQUIRED", "requiredAttributes", "[\"userAttributes.email\"]"),
        Arguments.of("SELECT_MFA_TYPE", "MFAS_CAN_CHOOSE", "[\"A_TYPE_TO_COME\"]"),
        Arguments.of("MFA_SETUP", "MFAS_CAN_SETUP", "[\"SMS_MFA\"]"),
        Arguments.of("CUSTOM_CHALLENGE", "riddle", "x"));
  }

  @ParameterizedTest
  @MethodSource("unsupported")
  void what_can_not_be_asked_is_named_and_nothing_is_sent_for_it(
      String name, String parameter, String value) {
    stub.on("AdminInitiateAuth", challenge(name, "s", with(parameter, value)))
        .on("AdminRespondToAuthChallenge", challenge(name, "s", with(parameter, value)));
    String lower = name.toLowerCase(Locale.ROOT);

    assertThat(Fixtures.logIn(provider)).isEqualTo(new ChallengeNotSupported(lower));
    assertThat(provider.logins().answer(CALLER, pending(ChallengeName.SMS_MFA, "s"), CODE))
        .isEqualTo(new ChallengeNotSupported(lower));
    assertThat(stub.operations())
        .containsExactly("AdminInitiateAuth", "AdminRespondToAuthChallenge");
  }

  @Test
  void challenge_without_a_session_is_trouble() {
    stub.on(
        "AdminInitiateAuth",
        CognitoStub.json("{\"ChallengeName\": \"SMS_MFA\", \"ChallengeParameters\": {}}"));

    assertThatExceptionOfType(IdentityProviderUnavailableException.class)
        .isThrownBy(() -> Fixtures.logIn(provider));
  }

  private static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(
            ChallengeName.NEW_PASSWORD_REQUIRED,
            new PasswordAnswer(new NewPassword("Brandnew2password")),
            "\"NEW_PASSWORD\": \"Brandnew2password\""),
        Arguments.of(
            ChallengeName.SOFTWARE_TOKEN_MFA, CODE, "\"SOFTWARE_TOKEN_MFA_CODE\": \"246810\""),
        Arguments.of(ChallengeName.SMS_MFA, CODE, "\"SMS_MFA_CODE\": \"246810\""),
        Arguments.of(ChallengeName.EMAIL_OTP, CODE, "\"EMAIL_OTP_CODE\": \"246810\""),
        Arguments.of(
            ChallengeName.SELECT_MFA_TYPE,
            new MfaTypeAnswer(MfaType.EMAIL_OTP),
            "\"ANSWER\": \"EMAIL_OTP\""));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void answer_goes_to_the_service_signed_with_the_real_name(
      ChallengeName challenge, ChallengeAnswer answer, String member) {
    stub.on("AdminRespondToAuthChallenge", Fixtures.LOGGED_IN);
    PendingLogin login = pending(challenge, "session-1");

    assertThat(provider.logins().answer(CALLER, login, answer)).isEqualTo(Fixtures.ALICES_TOKENS);
    withSecret.logins().answer(CALLER, login, answer);

    String hash = "\"SECRET_HASH\": \"%s\", ".formatted(SECRET.hash(REAL_NAME, CLIENT_ID));
    assertThat(stub.requests()).allMatch(Request::signed);
    assertThat(stub.requests())
        .extracting(Request::body)
        .containsExactly(
            response(challenge, "session-1", member),
            response(challenge, "session-1", hash + member));
  }

  private static JsonNode response(ChallengeName challenge, String session, String members) {
    return CognitoStub.parse(
        """
        {
          "UserPoolId": "%s",
          "ClientId": "%s",
          "ChallengeName": "%s",
          "Session": "%s",
          "ChallengeResponses": {"USERNAME": "%s"%s}
        }
        """
            .formatted(
                POOL_ID,
                CLIENT_ID,
                challenge,
                session,
                REAL_NAME,
                members.isEmpty() ? "" : ", " + members));
  }

  @Test
  void one_challenge_leads_to_the_next_and_then_to_tokens() {
    stub.on(
            "AdminInitiateAuth",
            challenge("SELECT_MFA_TYPE", "s1", with("MFAS_CAN_CHOOSE", "[\"SMS_MFA\"]")))
        .on(
            "AdminRespondToAuthChallenge",
            challenge("SMS_MFA", "s2", with("CODE_DELIVERY_DESTINATION", "+***99")),
            Fixtures.LOGGED_IN);

    Challenge first = asked(Fixtures.logIn(provider));
    Challenge second = asked(answer(first, new MfaTypeAnswer(MfaType.SMS_MFA)));
    assertThat(second).isEqualTo(new Challenge(new SmsMfa("+***99"), own("s2")));

    assertThat(answer(second, CODE)).isInstanceOf(LoggedIn.class);
    assertThat(stub.requests().get(1).body())
        .isEqualTo(response(ChallengeName.SELECT_MFA_TYPE, "s1", "\"ANSWER\": \"SMS_MFA\""));
    assertThat(stub.requests().get(2).body())
        .isEqualTo(response(ChallengeName.SMS_MFA, "s2", "\"SMS_MFA_CODE\": \"246810\""));
  }

  private ProviderChallengeOutcome answer(Challenge challenge, ChallengeAnswer answer) {
    return provider
        .logins()
        .answer(
            CALLER,
            new PendingLogin(ALICE.username(), challenge.step().name(), challenge.session()),
            answer);
  }

  private static Challenge asked(Object outcome) {
    if (outcome instanceof ChallengeRequired(var challenge)) {
      return challenge;
    }
    throw new AssertionError("not a challenge: " + outcome);
  }

  @Test
  void app_that_the_pool_wants_is_begun_at_once_and_verified_before_the_answer() {
    stub.on(
            "AdminInitiateAuth",
            challenge(
                "MFA_SETUP", "s1", with("MFAS_CAN_SETUP", "[\"SMS_MFA\",\"SOFTWARE_TOKEN_MFA\"]")))
        .on(
            "AssociateSoftwareToken",
            CognitoStub.json("{\"SecretCode\": \"GEZDGNBV\", \"Session\": \"s2\"}"))
        .on(
            "VerifySoftwareToken",
            CognitoStub.json("{\"Status\": \"SUCCESS\", \"Session\": \"s3\"}"))
        .on("AdminRespondToAuthChallenge", Fixtures.LOGGED_IN);

    Challenge setup = asked(Fixtures.logIn(provider));
    assertThat(setup)
        .isEqualTo(
            new Challenge(
                new MfaSetup(new TotpSecret("GEZDGNBV"), new Username(REAL_NAME)), own("s2")));

    assertThat(answer(setup, CODE)).isInstanceOf(LoggedIn.class);
    List<Request> requests = stub.requests();
    assertThat(requests.get(1).body()).isEqualTo(CognitoStub.parse("{\"Session\": \"s1\"}"));
    assertThat(requests.get(2).body())
        .isEqualTo(CognitoStub.parse("{\"Session\": \"s2\", \"UserCode\": \"246810\"}"));
    assertThat(requests.get(3).body()).isEqualTo(response(ChallengeName.MFA_SETUP, "s3", ""));
    assertThat(requests).extracting(Request::signed).containsExactly(true, false, false, true);
  }

  @Test
  void wrong_first_code_of_an_app_answers_nothing() {
    stub.on("VerifySoftwareToken", CognitoStub.json("{\"Status\": \"ERROR\"}"));

    assertThat(provider.logins().answer(CALLER, pending(ChallengeName.MFA_SETUP, "s"), CODE))
        .isEqualTo(new InvalidAnswer());
    assertThat(stub.operations()).containsExactly("VerifySoftwareToken");
  }

  @ParameterizedTest
  @ValueSource(strings = {"12345", "1234567", "12345x", "\u0661\u0662\u0663\u0664\u0665\u0666"})
  void code_that_no_app_shows_is_wrong_without_a_call(String text) {
    ConfirmationCode code = new ConfirmationCode(text);

    for (ChallengeName challenge :
        List.of(ChallengeName.SOFTWARE_TOKEN_MFA, ChallengeName.MFA_SETUP)) {
      assertThat(provider.logins().answer(CALLER, pending(challenge, "s"), new CodeAnswer(code)))
          .isEqualTo(new InvalidAnswer());
    }
    assertThat(Fixtures.totp(provider).confirm(ALICES_ACCESS, code)).isEqualTo(new InvalidCode());
    assertThat(stub.operations()).isEmpty();
  }

  @Test
  void session_that_is_none_of_ours_is_wrong_without_a_call() {
    PendingLogin login =
        new PendingLogin(ALICE.username(), ChallengeName.SMS_MFA, new ChallengeSession("x"));

    assertThat(provider.logins().answer(CALLER, login, CODE)).isEqualTo(new InvalidAnswer());
    assertThat(stub.operations()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                provider
                    .logins()
                    .answer(
                        CALLER,
                        pending(ChallengeName.SMS_MFA, "s"),
                        new MfaTypeAnswer(MfaType.SMS_MFA)));
  }

  @Test
  void status_is_what_the_pool_has_of_the_user() {
    stub.on(
        "GetUser",
        CognitoStub.json("{\"UserAttributes\": []}"),
        CognitoStub.json("{\"UserMFASettingList\": [\"SMS_MFA\", \"EMAIL_OTP\"]}"),
        CognitoStub.json("{\"UserMFASettingList\": [\"SMS_MFA\", \"SOFTWARE_TOKEN_MFA\"]}"));

    assertThat(Fixtures.totp(provider).status(ALICES_ACCESS))
        .isEqualTo(new TotpStatusOutcome.NotEnabled());
    assertThat(Fixtures.totp(provider).status(ALICES_ACCESS))
        .isEqualTo(new TotpStatusOutcome.NotEnabled());
    assertThat(Fixtures.totp(provider).status(ALICES_ACCESS))
        .isEqualTo(new TotpStatusOutcome.Enabled());

    assertThat(stub.requests()).noneMatch(Request::signed);
    assertThat(stub.requests())
        .extracting(Request::body)
        .containsOnly(CognitoStub.parse("{\"AccessToken\": \"access.token.text\"}"));
  }

  @Test
  void status_is_not_told_to_whom_the_pool_refuses() {
    stub.on(
        "GetUser", CognitoStub.error("NotAuthorizedException", "Access Token has been revoked"));

    assertThat(Fixtures.totp(provider).status(ALICES_ACCESS)).isEqualTo(new AccessRefused());
  }

  @Test
  void app_of_a_user_is_begun_confirmed_and_removed() {
    stub.on("AssociateSoftwareToken", CognitoStub.json("{\"SecretCode\": \"GEZDGNBV\"}"))
        .on("VerifySoftwareToken", CognitoStub.json("{\"Status\": \"SUCCESS\"}"))
        .on("SetUserMFAPreference", CognitoStub.json("{}"));

    assertThat(Fixtures.totp(provider).begin(ALICES_ACCESS))
        .isEqualTo(new Begun(new TotpSecret("GEZDGNBV")));
    assertThat(Fixtures.totp(provider).confirm(ALICES_ACCESS, CODE.code()))
        .isEqualTo(new TotpConfirmationOutcome.Confirmed());
    assertThat(Fixtures.totp(provider).remove(ALICES_ACCESS)).isEqualTo(new Removed());

    String access = "\"AccessToken\": \"access.token.text\"";
    assertThat(stub.requests()).noneMatch(Request::signed);
    assertThat(stub.requests())
        .extracting(Request::body)
        .containsExactly(
            CognitoStub.parse("{" + access + "}"),
            CognitoStub.parse("{" + access + ", \"UserCode\": \"246810\"}"),
            CognitoStub.parse("{" + access + ", " + settings(true) + "}"),
            CognitoStub.parse("{" + access + ", " + settings(false) + "}"));
  }

  private static String settings(boolean on) {
    return "\"SoftwareTokenMfaSettings\": {\"Enabled\": %s, \"PreferredMfa\": %s}"
        .formatted(on, on);
  }

  @Test
  void wrong_code_of_a_user_changes_no_preference() {
    stub.on("VerifySoftwareToken", CognitoStub.json("{\"Status\": \"ERROR\"}"));

    assertThat(Fixtures.totp(provider).confirm(ALICES_ACCESS, CODE.code()))
        .isEqualTo(new InvalidCode());
    assertThat(stub.operations()).containsExactly("VerifySoftwareToken");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"SecretCode\": \"\"}"})
  void association_without_a_secret_is_trouble(String answer) {
    stub.on("AssociateSoftwareToken", CognitoStub.json(answer));

    assertThatExceptionOfType(IdentityProviderUnavailableException.class)
        .isThrownBy(() -> Fixtures.totp(provider).begin(ALICES_ACCESS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "User has not set up software token mfa",
        "User has not verified software token mfa",
        "User does not have delivery config set to turn on SOFTWARE_TOKEN_MFA"
      })
  void app_that_was_never_set_up_can_be_given_up(String message) {
    stub.on("SetUserMFAPreference", CognitoStub.error("InvalidParameterException", message));

    assertThat(Fixtures.totp(provider).remove(ALICES_ACCESS)).isEqualTo(new Removed());
  }

  @Test
  void app_that_was_taken_away_meanwhile_is_not_in_force() {
    stub.on("VerifySoftwareToken", CognitoStub.json("{\"Status\": \"SUCCESS\"}"))
        .on(
            "SetUserMFAPreference",
            CognitoStub.error(
                "InvalidParameterException", "User has not set up software token mfa"));

    assertThat(Fixtures.totp(provider).confirm(ALICES_ACCESS, CODE.code()))
        .isEqualTo(new InvalidCode());
  }

  @ParameterizedTest
  @EnumSource(
      value = ChallengeName.class,
      names = "SELECT_MFA_TYPE",
      mode = EnumSource.Mode.EXCLUDE)
  void step_without_a_sound_session_is_trouble(ChallengeName challenge) {
    Map<String, String> parameters = with("MFAS_CAN_SETUP", "[\"SOFTWARE_TOKEN_MFA\"]");
    List<String> sessions = List.of("", "x".repeat(ChallengeSession.MAX_LENGTH));
    for (String session : sessions) {
      var asked = challenge(challenge.name(), session, parameters);
      stub.on("AdminInitiateAuth", asked).on("AdminRespondToAuthChallenge", asked);

      assertThatExceptionOfType(IdentityProviderUnavailableException.class)
          .isThrownBy(() -> Fixtures.logIn(provider));
      assertThatExceptionOfType(IdentityProviderUnavailableException.class)
          .isThrownBy(
              () -> provider.logins().answer(CALLER, pending(ChallengeName.SMS_MFA, "s"), CODE));
    }
    assertThat(stub.operations()).hasSize(2 * sessions.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ", \"Session\": \"\""})
  void setting_up_that_ends_the_session_is_trouble(String session) {
    stub.on(
            "AdminInitiateAuth",
            challenge("MFA_SETUP", "s1", with("MFAS_CAN_SETUP", "[\"SOFTWARE_TOKEN_MFA\"]")))
        .on(
            "AssociateSoftwareToken",
            CognitoStub.json("{\"SecretCode\": \"GEZDGNBV\"" + session + "}"))
        .on("VerifySoftwareToken", CognitoStub.json("{\"Status\": \"SUCCESS\"" + session + "}"));

    assertThatExceptionOfType(IdentityProviderUnavailableException.class)
        .isThrownBy(() -> Fixtures.logIn(provider));
    assertThatExceptionOfType(IdentityProviderUnavailableException.class)
        .isThrownBy(
            () -> provider.logins().answer(CALLER, pending(ChallengeName.MFA_SETUP, "s2"), CODE));
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
  void list_that_can_not_be_read_is_trouble(String name, String parameter, String text) {
    stub.on("AdminInitiateAuth", challenge(name, "s", with(parameter, text)));

    assertThatExceptionOfType(IdentityProviderUnavailableException.class)
        .isThrownBy(() -> Fixtures.logIn(provider));
    assertThat(stub.operations()).containsExactly("AdminInitiateAuth");
  }

  @ParameterizedTest
  @ValueSource(strings = {"MFA_SETUP", "SOFTWARE_TOKEN_MFA", "A_STEP_TO_COME"})
  void further_step_shows_that_the_password_was_right_and_is_not_begun(String name) {
    stub.on(
            "AdminInitiateAuth",
            challenge(name, "s", with("MFAS_CAN_SETUP", "[\"SOFTWARE_TOKEN_MFA\"]")))
        .on("DeleteUser", CognitoStub.json("{}"))
        .on("SignUp", Fixtures.NAME_EXISTS)
        .on("AdminGetUser", Fixtures.storedUser("UNCONFIRMED", "alice@example.com"))
        .on("AdminConfirmSignUp", Fixtures.CONFIRMED);

    assertThat(provider.profiles().delete(ALICES_ACCESS, ALICES_PASSWORD))
        .isEqualTo(new Deleted(new EndedSessions.All()));
    assertThat(provider.registrations().register(ALICE)).isInstanceOf(Registered.class);

    assertThat(stub.operations())
        .containsExactly(
            "AdminInitiateAuth",
            "DeleteUser",
            "SignUp",
            "AdminGetUser",
            "AdminConfirmSignUp",
            "AdminInitiateAuth");
  }
}
