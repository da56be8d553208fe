package dev.gatehouse.adapter.cognito;

import static dev.gatehouse.adapter.cognito.Fixtures.ALICES_TOKENS;
import static dev.gatehouse.adapter.cognito.Fixtures.CALLER;
import static dev.gatehouse.adapter.cognito.Fixtures.CLIENT_ID;
import static dev.gatehouse.adapter.cognito.Fixtures.ID_TOKEN;
import static dev.gatehouse.adapter.cognito.Fixtures.LOGGED_IN;
import static dev.gatehouse.adapter.cognito.Fixtures.POOL_ID;
import static dev.gatehouse.adapter.cognito.Fixtures.REFRESH;
import static dev.gatehouse.adapter.cognito.Fixtures.challenge;
import static dev.gatehouse.adapter.cognito.Fixtures.logIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.adapter.cognito.CognitoStub.Answer;
import dev.gatehouse.adapter.cognito.CognitoStub.Request;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.login.Credentials.UsernamePassword;
import dev.gatehouse.domain.login.LoginProgress.ChallengeNotSupported;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LoginTest {
  private final CognitoStub stub = new CognitoStub();
  private final CognitoIdentityProvider provider = Fixtures.provider(stub);

  @AfterEach
  void close() {
    provider.close();
    stub.close();
  }

  @Test
  void right_password_yields_the_tokens() {
    stub.on("AdminInitiateAuth", LOGGED_IN);

    assertThat(logIn(provider)).isEqualTo(ALICES_TOKENS);

    assertThat(stub.operations()).containsExactly("AdminInitiateAuth");
    Request request = stub.requests().getFirst();
    assertThat(request.body().propertyStream().map(property -> property.getKey()))
        .containsExactlyInAnyOrder("UserPoolId", "ClientId", "AuthFlow", "AuthParameters");
    assertThat(request.body().path("UserPoolId").asText()).isEqualTo(POOL_ID);
    assertThat(request.body().path("ClientId").asText()).isEqualTo(CLIENT_ID);
    assertThat(request.body().path("AuthFlow").asText()).isEqualTo("ADMIN_USER_PASSWORD_AUTH");
    assertThat(request.body().path("AuthParameters"))
        .hasSize(2)
        .allSatisfy(parameter -> assertThat(parameter.isTextual()).isTrue());
    assertThat(request.body().at("/AuthParameters/USERNAME").asText()).isEqualTo("Alice");
    assertThat(request.body().at("/AuthParameters/PASSWORD").asText()).isEqualTo("Correct1horse");
    assertThat(request.signed()).isTrue();
  }

  @Test
  void login_through_a_client_with_a_secret_carries_its_hash() {
    stub.on("AdminInitiateAuth", LOGGED_IN);
    ClientSecret secret = new ClientSecret("client-secret");

    try (var withSecret = Fixtures.provider(stub, secret)) {
      assertThat(logIn(withSecret)).isEqualTo(ALICES_TOKENS);
    }

    assertThat(stub.requests().getFirst().body().at("/AuthParameters/SECRET_HASH").asText())
        .isEqualTo(secret.hash("Alice", CLIENT_ID));
  }

  @Test
  void names_and_passwords_of_any_script_arrive_as_they_are() {
    stub.on("AdminInitiateAuth", LOGGED_IN);

    provider
        .logins()
        .logIn(
            CALLER,
            new UsernamePassword(
                new Username("名前😀\"\\"), new Password(" pässwörd\t\u0000😀\"\\ ")));

    Request request = stub.requests().getFirst();
    assertThat(request.body().at("/AuthParameters/USERNAME").asText()).isEqualTo("名前😀\"\\");
    assertThat(request.password()).isEqualTo(" pässwörd\t\u0000😀\"\\ ");
  }

  @Test
  void tokens_of_a_service_that_does_not_tell_their_lifetime_live_an_hour() {
    stub.on(
        "AdminInitiateAuth",
        CognitoStub.json(
            """
            {
              "AuthenticationResult": {
                "AccessToken": "access.token.text",
                "IdToken": "%s",
                "RefreshToken": "refresh-token-text"
              }
            }
            """
                .formatted(ID_TOKEN)));

    assertThat(logIn(provider)).isEqualTo(Fixtures.tokens(Duration.ofHours(1)));
  }

  @ParameterizedTest
  @CsvSource({
    "CUSTOM_CHALLENGE, custom_challenge",
    "DEVICE_SRP_AUTH, device_srp_auth",
    "MFA_SETUP, mfa_setup",
    "SELECT_MFA_TYPE, select_mfa_type",
    "A_STEP_TO_COME, a_step_to_come"
  })
  void step_that_is_not_supported_is_named_in_lower_snake_case(String challenge, String name) {
    stub.on(
        "AdminInitiateAuth",
        CognitoStub.json(
            """
            {"ChallengeName": "%s", "ChallengeParameters": {}, "Session": "session"}
            """
                .formatted(challenge)));

    assertThat(logIn(provider)).isEqualTo(new ChallengeNotSupported(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"AuthenticationResult\": {}}",
        "{\"AuthenticationResult\": {\"IdToken\": \"i\", \"AccessToken\": \"a\","
            + " \"RefreshToken\": \"r\", \"ExpiresIn\": 0}}",
        "{\"AuthenticationResult\": {\"IdToken\": \"i\", \"AccessToken\": \"a\","
            + " \"ExpiresIn\": 3600}}",
        "{\"AuthenticationResult\": {\"IdToken\": \"\", \"AccessToken\": \"a\","
            + " \"RefreshToken\": \"r\", \"ExpiresIn\": 3600}}",
        "{\"AuthenticationResult\": {\"IdToken\": \"i\", \"AccessToken\": \"\","
            + " \"RefreshToken\": \"r\", \"ExpiresIn\": 3600}}"
      })
  void answer_with_neither_tokens_nor_a_further_step_is_trouble(String answer) {
    stub.on("AdminInitiateAuth", CognitoStub.json(answer));

    assertThatExceptionOfType(IdentityProviderUnavailableException.class)
        .isThrownBy(() -> logIn(provider));
  }

  private static Stream<String> unreadable() {
    return Stream.concat(
        Stream.of("x", "x.x", "id.token.text", "e30.*.e30", "e30.e30.e30.e30", "e30..e30"),
        Stream.of("{}", "null", "[]", "{\"sub\": 1}", "{\"sub\": \"\"}", "{\"sub\": \"x\"")
            .map(Fixtures::idToken));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void id_token_that_does_not_tell_whose_it_is_is_trouble_and_not_quoted(String token) {
    Answer answer =
        CognitoStub.json(
            Map.of(
                "AuthenticationResult",
                Map.of("IdToken", token, "AccessToken", "a", "RefreshToken", "r")));
    stub.on("AdminInitiateAuth", answer).on("GetTokensFromRefreshToken", answer);

    assertThatExceptionOfType(IdentityProviderUnavailableException.class)
        .isThrownBy(() -> logIn(provider))
        .withMessage("AdminInitiateAuth: the ID token can't be read")
        .withNoCause();
    assertThatExceptionOfType(IdentityProviderUnavailableException.class)
        .isThrownBy(() -> provider.sessions().refresh(REFRESH))
        .withMessage("GetTokensFromRefreshToken: the ID token can't be read")
        .withNoCause();
  }
}
