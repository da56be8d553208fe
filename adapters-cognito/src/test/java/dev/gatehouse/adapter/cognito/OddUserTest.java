package dev.gatehouse.adapter.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.account.EmailChangeOutcome.EmailChanged;
import dev.gatehouse.domain.account.RegistrationOutcome.UsernameTaken;
import dev.gatehouse.domain.login.ChallengeStep.MfaSetup;
import dev.gatehouse.domain.login.LoginProgress.ChallengeRequired;
import dev.gatehouse.domain.refusal.InvalidCode;
import dev.gatehouse.domain.session.RefreshOutcome.InvalidRefreshToken;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that no attribute of a user, missing or odd, makes the provider unavailable. */
final class OddUserTest extends ProviderTest {
  private static final EmailAddress NEW = new EmailAddress("new@example.com");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"Name\": \"email\"}",
        "{\"Name\": \"email\", \"Value\": null}",
        "{\"Name\": \"email\", \"Value\": \"\"}",
        "{\"Name\": \"email\", \"Value\": \"alice\"}",
        "{\"Name\": \"email\", \"Value\": \"a b@example.com\"}",
        "{\"Value\": \"alice@example.com\"}",
        "{\"Name\": \"email_verified\", \"Value\": \"true\"}",
        "{\"Name\": \"email_verified\", \"Value\": \"perhaps\"}",
      })
  void user_without_a_valid_address_can_set_one(String attributes) {
    stub.answers(
        """
        GetUser {"Username": "Alice", "UserAttributes": [%s]}
        UpdateUserAttributes {}
        UpdateUserAttributes {"CodeDeliveryDetailsList": [{"AttributeName": "email", "DeliveryMedium": "EMAIL"}]}
        """
            .formatted(attributes));

    assertThat(provider.profiles().findEmail(ALICES_ACCESS)).isNull();
    assertThat(provider.profiles().changeEmail(ALICES_ACCESS, NEW))
        .isEqualTo(new EmailChanged(new Identity.Email(NEW, false), false));
    assertThat(provider.profiles().changeEmail(ALICES_ACCESS, NEW))
        .isEqualTo(new EmailChanged(null, true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"UserStatus\": null", "\"UserStatus\": \"\""})
  void name_of_a_user_without_a_status_is_taken(String status) {
    nameInUse(CognitoStub.json("{" + status + "}"));

    assertThat(register()).isEqualTo(new UsernameTaken());
  }

  @Test
  void reset_code_of_a_user_deleted_meanwhile_is_invalid() {
    script("ConfirmForgotPassword");
    stub.answers("AdminGetUser UserNotFoundException User does not exist.");

    assertThat(reset(provider)).isEqualTo(new InvalidCode());
  }

  @Test
  void session_of_a_user_with_an_odd_name_ends_at_the_refresh() {
    String token = idToken("{\"sub\": \"s\", \"cognito:username\": \"odd name\"}");
    stub.on(
        "GetTokensFromRefreshToken",
        CognitoStub.json(
            Map.of("AuthenticationResult", Map.of("IdToken", token, "AccessToken", "a"))));

    assertThat(provider.sessions().refresh(REFRESH)).isEqualTo(new InvalidRefreshToken());
  }

  @Test
  void authenticator_app_of_a_user_with_an_odd_name_shows_the_typed_name() {
    stub.answers(
        """
        AdminInitiateAuth {"ChallengeName": "MFA_SETUP", "Session": "session-of-the-login", "ChallengeParameters": {"MFAS_CAN_SETUP": "[\\"SOFTWARE_TOKEN_MFA\\"]", "USER_ID_FOR_SRP": "odd name"}}
        AssociateSoftwareToken {"SecretCode": "GEZDGNBVGY3TQOJQ", "Session": "session-of-the-app"}
        """);

    assertThat(logIn())
        .isInstanceOfSatisfying(
            ChallengeRequired.class,
            required ->
                assertThat(((MfaSetup) required.challenge().step()).username())
                    .isEqualTo(ALICE.username()));
  }
}
