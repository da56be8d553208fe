package dev.gatehouse.adapter.cognito;

import static dev.gatehouse.adapter.cognito.Fixtures.ALICE;
import static dev.gatehouse.adapter.cognito.Fixtures.ALICES_PASSWORD;
import static dev.gatehouse.adapter.cognito.Fixtures.CLIENT_ID;
import static dev.gatehouse.adapter.cognito.Fixtures.CONFIRMED;
import static dev.gatehouse.adapter.cognito.Fixtures.CREDENTIALS;
import static dev.gatehouse.adapter.cognito.Fixtures.LOGGED_IN;
import static dev.gatehouse.adapter.cognito.Fixtures.NAME_EXISTS;
import static dev.gatehouse.adapter.cognito.Fixtures.PATIENT;
import static dev.gatehouse.adapter.cognito.Fixtures.SIGNED_UP;
import static dev.gatehouse.adapter.cognito.Fixtures.storedUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.Password;
import java.util.logging.Level;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Nothing secret is logged: by the adapter at any level, by the SDK and its HTTP client at {@code
 * INFO} and above (below that they show what goes over the wire).
 */
@Timeout(60)
class SecrecyTest {
  private static final ClientSecret SECRET = new ClientSecret("client-secret-text");
  private static final String HASH = SECRET.hash("Alice", CLIENT_ID);
  private static final String[] SECRETS = {
    "Correct1horse",
    "client-secret-text",
    HASH,
    "wJalrXUtnFEMI",
    "id.token.text",
    "access.token.text",
    "refresh-token-text"
  };

  private final CognitoStub stub = new CognitoStub();
  private final CognitoIdentityProvider provider =
      new CognitoIdentityProvider(Fixtures.settings(stub.endpoint(), SECRET), CREDENTIALS, PATIENT);
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

    provider.register(ALICE);
    provider.register(ALICE);
    provider.logIn(ALICE.username(), ALICES_PASSWORD);

    assertThat(log.text()).contains("SignUp: UsernameExistsException").doesNotContain(SECRETS);
  }

  @Test
  void message_of_the_service_that_repeats_a_secret_is_withheld() {
    for (String secret : new String[] {"Correct1horse", HASH}) {
      stub.on("SignUp", CognitoStub.error("InvalidParameterException", "Bad value: " + secret))
          .on("AdminInitiateAuth", CognitoStub.error("NoSuchException", "Bad value: " + secret));

      provider.register(ALICE);
      var thrown =
          catchThrowableOfType(
              IdentityProviderUnavailableException.class,
              () -> provider.logIn(ALICE.username(), ALICES_PASSWORD));

      assertThat(Throwables.getStackTrace(thrown))
          .contains("a message that repeats a secret")
          .doesNotContain(SECRETS);
    }
    assertThat(log.text()).contains("a message that repeats a secret").doesNotContain(SECRETS);
  }

  @Test
  void message_is_told_whatever_the_short_text_given_as_a_password() {
    stub.on("AdminInitiateAuth", CognitoStub.error("AccessDeniedException", "No permission."));

    var thrown =
        catchThrowableOfType(
            IdentityProviderUnavailableException.class,
            () -> provider.logIn(ALICE.username(), new Password("e")));

    assertThat(thrown).hasMessageContaining("No permission.");
    assertThat(log.text()).contains("No permission.");
  }

  @Test
  void answer_that_can_not_be_read_is_not_quoted() {
    stub.on(
        "AdminInitiateAuth",
        CognitoStub.json("{\"AuthenticationResult\": {\"IdToken\": id.token.text}}"));

    var thrown =
        catchThrowableOfType(
            IdentityProviderUnavailableException.class,
            () -> provider.logIn(ALICE.username(), ALICES_PASSWORD));

    assertThat(Throwables.getStackTrace(thrown))
        .contains("an answer that can't be read")
        .doesNotContain(SECRETS);
    assertThat(log.text()).contains("an answer that can't be read").doesNotContain(SECRETS);
  }

  @Test
  void reason_that_the_service_gives_for_a_refusal_is_logged() {
    stub.on("SignUp", CognitoStub.error("InvalidPasswordException", "Password not long enough"));

    provider.register(ALICE);

    assertThat(log.text()).contains("Password not long enough");
  }
}
