package dev.gatehouse.adapter.cognito;

import static dev.gatehouse.adapter.cognito.Fixtures.ALICE;
import static dev.gatehouse.adapter.cognito.Fixtures.ALICES_ACCESS;
import static dev.gatehouse.adapter.cognito.Fixtures.CALLER;
import static dev.gatehouse.adapter.cognito.Fixtures.CLIENT_ID;
import static dev.gatehouse.adapter.cognito.Fixtures.CODE;
import static dev.gatehouse.adapter.cognito.Fixtures.CONFIRMED;
import static dev.gatehouse.adapter.cognito.Fixtures.ID_TOKEN;
import static dev.gatehouse.adapter.cognito.Fixtures.LOGGED_IN;
import static dev.gatehouse.adapter.cognito.Fixtures.NAME_EXISTS;
import static dev.gatehouse.adapter.cognito.Fixtures.SIGNED_UP;
import static dev.gatehouse.adapter.cognito.Fixtures.association;
import static dev.gatehouse.adapter.cognito.Fixtures.challenge;
import static dev.gatehouse.adapter.cognito.Fixtures.pending;
import static dev.gatehouse.adapter.cognito.Fixtures.storedUser;
import static dev.gatehouse.adapter.cognito.Fixtures.verification;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.login.ChallengeAnswer.CodeAnswer;
import dev.gatehouse.domain.login.ChallengeAnswer.PasswordAnswer;
import dev.gatehouse.domain.login.ChallengeName;
import dev.gatehouse.domain.login.Credentials.UsernamePassword;
import dev.gatehouse.domain.login.ProviderChallengeOutcome;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Checks that no secret is logged: by the adapter at any level, by the SDK and its HTTP client at
 * {@code INFO} and above. Below that level, they log requests and responses.
 */
@Timeout(60)
class SecrecyTest {
  private static final ClientSecret SECRET = new ClientSecret("client-secret-text");
  private static final String HASH = SECRET.hash("Alice", CLIENT_ID);
  private static final String POOLS_HASH = SECRET.hash("pool-alice", CLIENT_ID);
  private static final String[] SECRETS = {
    "Correct1horse",
    "client-secret-text",
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

  private final CognitoStub stub = new CognitoStub();
  private final CognitoIdentityProvider provider = Fixtures.provider(stub, SECRET);
  private final LogCapture log = new LogCapture(Level.ALL, "dev.gatehouse");
  private final LogCapture sdkLog = new LogCapture(Level.INFO, "software.amazon", "org.apache.hc");

  @AfterEach
  void close() {
    assertThat(sdkLog.text()).doesNotContain(SECRETS);
    sdkLog.close();
    log.close();
    provider.close();
    stub.close();
  }

  @Test
  void expected_answers_are_logged_without_secrets() {
    stub.on("SignUp", SIGNED_UP, NAME_EXISTS)
        .on("AdminGetUser", storedUser("UNCONFIRMED", "alice@example.com"))
        .on("AdminConfirmSignUp", CONFIRMED)
        .on("AdminInitiateAuth", LOGGED_IN);

    provider.registrations().register(ALICE);
    provider.registrations().register(ALICE);
    Fixtures.logIn(provider);

    assertThat(log.text()).contains("SignUp: UsernameExistsException").doesNotContain(SECRETS);
  }

  @Test
  void further_steps_are_logged_without_secrets() {
    stub.on(
            "AdminInitiateAuth",
            challenge(
                "MFA_SETUP",
                "session-of-the-login",
                Map.of("MFAS_CAN_SETUP", "[\"SOFTWARE_TOKEN_MFA\"]")))
        .on("AssociateSoftwareToken", association("JBSWY3DPEHPK3PXP", "session-of-the-secret"))
        .on("VerifySoftwareToken", verification("session-of-the-code"))
        .on(
            "AdminRespondToAuthChallenge",
            LOGGED_IN,
            CognitoStub.error("InvalidPasswordException", "Password not long enough"),
            CognitoStub.error("CodeMismatchException", "Invalid code"))
        .on("SetUserMFAPreference", CONFIRMED);

    String shown =
        Stream.of(
                Fixtures.logIn(provider),
                setUp(),
                choosePassword(),
                giveCode(),
                Fixtures.totp(provider).begin(ALICES_ACCESS),
                Fixtures.totp(provider).confirm(ALICES_ACCESS, CODE),
                Fixtures.totp(provider).remove(ALICES_ACCESS))
            .map(Object::toString)
            .collect(joining("\n"));

    assertThat(shown).contains("MfaSetup", "LoggedIn", "Begun").doesNotContain(SECRETS);
    assertThat(log.text())
        .contains(
            "AdminRespondToAuthChallenge: InvalidPasswordException",
            "AdminRespondToAuthChallenge: CodeMismatchException")
        .doesNotContain(SECRETS);
  }

  @Test
  void message_that_repeats_what_a_further_step_takes_is_withheld() {
    assertWithheld("AdminRespondToAuthChallenge", this::giveCode, "246810");
    assertWithheld("AdminRespondToAuthChallenge", this::giveCode, "session-of-the-login");
    assertWithheld("AdminRespondToAuthChallenge", this::giveCode, POOLS_HASH);
    assertWithheld("AdminRespondToAuthChallenge", this::choosePassword, "Third1horse");
    assertWithheld("VerifySoftwareToken", this::setUp, "246810");
    assertWithheld("VerifySoftwareToken", this::setUp, "session-of-the-login");
    assertWithheld(
        "VerifySoftwareToken",
        () -> Fixtures.totp(provider).confirm(ALICES_ACCESS, CODE),
        "access.token.text");
    assertWithheld(
        "AssociateSoftwareToken",
        () -> Fixtures.totp(provider).begin(ALICES_ACCESS),
        "access.token.text");
    assertWithheld(
        "SetUserMFAPreference",
        () -> Fixtures.totp(provider).remove(ALICES_ACCESS),
        "access.token.text");
    stub.on(
        "AdminInitiateAuth",
        challenge(
            "MFA_SETUP",
            "session-of-the-login",
            Map.of("MFAS_CAN_SETUP", "[\"SOFTWARE_TOKEN_MFA\"]")));
    assertWithheld(
        "AssociateSoftwareToken", () -> Fixtures.logIn(provider), "session-of-the-login");
  }

  private void assertWithheld(String operation, ThrowingCallable call, String secret) {
    stub.on(operation, CognitoStub.error("NoSuchException", "Bad value: " + secret));

    var thrown = catchThrowableOfType(IdentityProviderUnavailableException.class, call);

    assertThat(Throwables.getStackTrace(thrown))
        .contains(operation, "the message is not shown, because it repeats a secret")
        .doesNotContain(SECRETS);
    assertThat(log.text())
        .contains(
            operation
                + ": CognitoIdentityProviderException: the message is not shown, because it repeats"
                + " a secret")
        .doesNotContain(SECRETS);
  }

  private ProviderChallengeOutcome giveCode() {
    return provider
        .logins()
        .answer(
            CALLER, pending(ChallengeName.SMS_MFA, "session-of-the-login"), new CodeAnswer(CODE));
  }

  private ProviderChallengeOutcome setUp() {
    return provider
        .logins()
        .answer(
            CALLER, pending(ChallengeName.MFA_SETUP, "session-of-the-login"), new CodeAnswer(CODE));
  }

  private ProviderChallengeOutcome choosePassword() {
    return provider
        .logins()
        .answer(
            CALLER,
            pending(ChallengeName.NEW_PASSWORD_REQUIRED, "session-of-the-login"),
            new PasswordAnswer(new NewPassword("Third1horse")));
  }

  @Test
  void message_of_the_service_that_repeats_a_secret_is_withheld() {
    for (String secret : new String[] {"Correct1horse", HASH}) {
      stub.on("SignUp", CognitoStub.error("InvalidParameterException", "Bad value: " + secret))
          .on("AdminInitiateAuth", CognitoStub.error("NoSuchException", "Bad value: " + secret));

      provider.registrations().register(ALICE);
      var thrown =
          catchThrowableOfType(
              IdentityProviderUnavailableException.class, () -> Fixtures.logIn(provider));

      assertThat(Throwables.getStackTrace(thrown))
          .contains("the message is not shown, because it repeats a secret")
          .doesNotContain(SECRETS);
    }
    assertThat(log.text())
        .contains("the message is not shown, because it repeats a secret")
        .doesNotContain(SECRETS);
  }

  @Test
  void message_is_told_whatever_the_short_text_given_as_a_password() {
    stub.on("AdminInitiateAuth", CognitoStub.error("AccessDeniedException", "No permission."));

    var thrown =
        catchThrowableOfType(
            IdentityProviderUnavailableException.class,
            () ->
                provider
                    .logins()
                    .logIn(CALLER, new UsernamePassword(ALICE.username(), new Password("e"))));

    assertThat(thrown).hasMessageContaining("No permission.");
    assertThat(log.text()).contains("No permission.");
  }

  @Test
  void answer_that_can_not_be_read_is_not_quoted() {
    stub.on(
        "AdminInitiateAuth",
        CognitoStub.json("{\"AuthenticationResult\": {\"IdToken\": " + ID_TOKEN + "}}"));

    var thrown =
        catchThrowableOfType(
            IdentityProviderUnavailableException.class, () -> Fixtures.logIn(provider));

    assertThat(Throwables.getStackTrace(thrown))
        .contains("the response can't be read")
        .doesNotContain(SECRETS);
    assertThat(log.text()).contains("the response can't be read").doesNotContain(SECRETS);
  }

  @Test
  void reason_that_the_service_gives_for_a_refusal_is_logged() {
    stub.on("SignUp", CognitoStub.error("InvalidPasswordException", "Password not long enough"));

    provider.registrations().register(ALICE);

    assertThat(log.text()).contains("Password not long enough");
  }
}
