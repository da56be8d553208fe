package dev.gatehouse.adapter.cognito;

import static dev.gatehouse.adapter.cognito.Fixtures.CLIENT_ID;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.login.ChallengeAnswer.CodeAnswer;
import dev.gatehouse.domain.login.ChallengeAnswer.PasswordAnswer;
import dev.gatehouse.domain.login.ChallengeName;
import dev.gatehouse.domain.login.Credentials.UsernamePassword;
import dev.gatehouse.domain.login.ProviderChallengeOutcome;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Checks that no secret is logged: by the adapter at any level, by the SDK and its HTTP client at
 * {@code INFO} and above. Below that level, they log requests and responses.
 */
@Isolated
class SecrecyTest extends ProviderTest {
  private static final String POOLS_HASH = SECRET.hash("pool-alice", CLIENT_ID);
  private static final String[] SECRETS = {
    "Correct1horse",
    "client-secret",
    HASH,
    "wJalrXUtnFEMI",
    ID_TOKEN,
    "access.token.text",
    "refresh-token-text",
    "Third1horse",
    "246810",
    "session-of-the-login",
    "session-of-the-secret",
    "session-of-the-code",
    "JBSWY3DPEHPK3PXP",
    POOLS_HASH
  };

  private final CognitoIdentityProvider withSecret = open(SECRET);
  private final LogCapture log = new LogCapture(Level.ALL, "dev.gatehouse");
  private final LogCapture sdkLog = new LogCapture(Level.INFO, "software.amazon", "org.apache.hc");

  @AfterEach
  void nothingIsLogged() {
    log.close();
    sdkLog.close();
    assertThat(log.text() + sdkLog.text()).doesNotContain(SECRETS);
  }

  @Test
  void expected_responses_are_logged_without_secrets() {
    nameInUse(UNCONFIRMED).on("SignUp", SIGNED_UP, NAME_EXISTS).on("AdminInitiateAuth", LOGGED_IN);

    withSecret.registrations().register(CALLER, ALICE);
    withSecret.registrations().register(CALLER, ALICE);
    logIn(withSecret);

    assertThat(log.text()).contains("SignUp: UsernameExistsException");
  }

  @Test
  void challenges_are_logged_without_secrets() {
    stub.on("AdminInitiateAuth", setUpOfAnApp("session-of-the-login"))
        .on(
            "AdminRespondToAuthChallenge",
            LOGGED_IN,
            CognitoStub.error("InvalidPasswordException", "Password not long enough"),
            CognitoStub.error("CodeMismatchException", "Invalid code"))
        .answers(
            """
            AssociateSoftwareToken {"SecretCode": "JBSWY3DPEHPK3PXP", "Session": "session-of-the-secret"}
            VerifySoftwareToken {"Status": "SUCCESS", "Session": "session-of-the-code"}
            SetUserMFAPreference {}
            """);

    String shown =
        Stream.of(
                "log in",
                "set up",
                "choose a password",
                "give a code",
                "begin",
                "confirm",
                "remove")
            .map(call -> call(call).toString())
            .collect(joining("\n"));

    assertThat(shown).contains("MfaSetup", "LoggedIn", "Begun").doesNotContain(SECRETS);
    assertThat(log.text())
        .contains(
            "AdminRespondToAuthChallenge: InvalidPasswordException",
            "AdminRespondToAuthChallenge: CodeMismatchException");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          AdminInitiateAuth, log in, Correct1horse
          AdminInitiateAuth, log in, $hash
          AdminRespondToAuthChallenge, give a code, 246810
          AdminRespondToAuthChallenge, give a code, session-of-the-login
          AdminRespondToAuthChallenge, give a code, $poolshash
          AdminRespondToAuthChallenge, choose a password, Third1horse
          VerifySoftwareToken, set up, 246810
          VerifySoftwareToken, set up, session-of-the-login
          VerifySoftwareToken, confirm, access.token.text
          AssociateSoftwareToken, begin, access.token.text
          SetUserMFAPreference, remove, access.token.text
          AssociateSoftwareToken, log in, session-of-the-login
          """)
  void error_message_with_a_secret_is_not_shown(String operation, String call, String secret) {
    String repeated = secret.replace("$hash", HASH).replace("$poolshash", POOLS_HASH);
    stub.on("AdminInitiateAuth", setUpOfAnApp("session-of-the-login"))
        .on(operation, CognitoStub.error("NoSuchException", "Bad value: " + repeated));

    var thrown = assertUnavailable(() -> call(call));

    assertThat(Throwables.getStackTrace(thrown))
        .contains(operation, "the message is not shown, because it repeats a secret")
        .doesNotContain(SECRETS);
    assertThat(log.text())
        .contains(
            operation + ": CognitoIdentityProviderException: the message is not shown, because it");
  }

  private Object call(String name) {
    return switch (name) {
      case "log in" -> logIn(withSecret);
      case "set up" -> giveCode(ChallengeName.MFA_SETUP);
      case "give a code" -> giveCode(ChallengeName.SMS_MFA);
      case "choose a password" ->
          withSecret
              .logins()
              .answer(
                  CALLER,
                  pending(ChallengeName.NEW_PASSWORD_REQUIRED, "session-of-the-login"),
                  new PasswordAnswer(new NewPassword("Third1horse")));
      case "begin" -> totp(withSecret).begin(ALICES_ACCESS);
      case "confirm" -> totp(withSecret).confirm(ALICES_ACCESS, CODE);
      case "remove" -> totp(withSecret).remove(ALICES_ACCESS);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private ProviderChallengeOutcome giveCode(ChallengeName challenge) {
    return withSecret
        .logins()
        .answer(CALLER, pending(challenge, "session-of-the-login"), new CodeAnswer(CODE));
  }

  @ParameterizedTest
  @CsvSource({"Correct1horse", "$hash"})
  void refusal_message_with_a_secret_is_not_logged(String secret) {
    stub.on(
        "SignUp",
        CognitoStub.error(
            "InvalidParameterException", "Bad value: " + secret.replace("$hash", HASH)));

    withSecret.registrations().register(CALLER, ALICE);

    assertThat(log.text()).contains("the message is not shown, because it repeats a secret");
  }

  @Test
  void error_message_is_shown_if_password_is_very_short() {
    stub.answers("AdminInitiateAuth AccessDeniedException No permission.");
    UsernamePassword credentials = new UsernamePassword(ALICE.username(), new Password("e"));

    assertThat(assertUnavailable(() -> withSecret.logins().logIn(CALLER, credentials)))
        .hasMessageContaining("No permission.");

    assertThat(log.text()).contains("No permission.");
  }

  @Test
  void unreadable_response_is_reported_without_its_text() {
    stub.answers("AdminInitiateAuth {\"AuthenticationResult\": {\"IdToken\": " + ID_TOKEN + "}}");

    assertThat(Throwables.getStackTrace(assertUnavailable(this::logIn)))
        .contains("the response can't be read")
        .doesNotContain(SECRETS);
    assertThat(log.text()).contains("the response can't be read");
  }

  @Test
  void refusal_reason_of_cognito_is_logged() {
    stub.answers("SignUp InvalidPasswordException Password not long enough");

    register();

    assertThat(log.text()).contains("Password not long enough");
  }
}
