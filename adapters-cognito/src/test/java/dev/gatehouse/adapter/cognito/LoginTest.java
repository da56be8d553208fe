package dev.gatehouse.adapter.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.cognito.CognitoStub.Answer;
import dev.gatehouse.adapter.cognito.CognitoStub.Request;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.login.Credentials.UsernamePassword;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LoginTest extends ProviderTest {
  @Test
  void right_password_yields_the_tokens() {
    stub.on("AdminInitiateAuth", LOGGED_IN);

    assertThat(logIn()).isEqualTo(ALICES_TOKENS);

    assertAsked(ALICES_LOGIN);
  }

  @Test
  void login_through_a_client_with_a_secret_carries_its_hash() {
    stub.on("AdminInitiateAuth", LOGGED_IN);

    assertThat(logIn(open(SECRET))).isEqualTo(ALICES_TOKENS);

    assertThat(stub.requests().getFirst().body().at("/AuthParameters/SECRET_HASH").asText())
        .isEqualTo(HASH);
  }

  @Test
  void names_and_passwords_of_any_script_arrive_as_they_are() {
    stub.on("AdminInitiateAuth", LOGGED_IN);
    Username name = new Username("名前😀\"\\");
    Password password = new Password(" pässwörd\t\u0000😀\"\\ ");

    provider.logins().logIn(CALLER, new UsernamePassword(name, password));

    Request request = stub.requests().getFirst();
    assertThat(request.body().at("/AuthParameters/USERNAME").asText()).isEqualTo("名前😀\"\\");
    assertThat(request.password()).isEqualTo(" pässwörd\t\u0000😀\"\\ ");
  }

  @Test
  void tokens_of_a_service_that_does_not_tell_their_lifetime_live_an_hour() {
    stub.on("AdminInitiateAuth", issued(ID_TOKEN, "access.token.text", "refresh-token-text"));

    assertThat(logIn()).isEqualTo(tokens(Duration.ofHours(1)));
  }

  private static Answer issued(String idToken, String accessToken, String refreshToken) {
    return CognitoStub.json(
        Map.of(
            "AuthenticationResult",
            Map.of("IdToken", idToken, "AccessToken", accessToken, "RefreshToken", refreshToken)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}
          {"AuthenticationResult": {}}
          {"AuthenticationResult": {"IdToken": "%s", "AccessToken": "a", "RefreshToken": "r", "ExpiresIn": 0}}
          {"AuthenticationResult": {"IdToken": "%s", "AccessToken": "a", "ExpiresIn": 3600}}
          {"AuthenticationResult": {"IdToken": "", "AccessToken": "a", "RefreshToken": "r", "ExpiresIn": 3600}}
          {"AuthenticationResult": {"IdToken": "%s", "AccessToken": "", "RefreshToken": "r", "ExpiresIn": 3600}}
          """)
  void answer_with_neither_tokens_nor_a_further_step_is_trouble(String answer) {
    stub.on("AdminInitiateAuth", CognitoStub.json(answer.replace("%s", ID_TOKEN)));

    assertUnavailable(this::logIn);
  }

  private static Stream<String> unreadable() {
    return Stream.concat(
        Stream.of("x", "x.x", "id.token.text", "e30.*.e30", "e30.e30.e30.e30", "e30..e30"),
        Stream.of("{}", "null", "[]", "{\"sub\": 1}", "{\"sub\": \"\"}", "{\"sub\": \"x\"")
            .map(ProviderTest::idToken));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void id_token_that_does_not_tell_whose_it_is_is_trouble_and_not_quoted(String token) {
    Answer answer = issued(token, "a", "r");
    stub.on("AdminInitiateAuth", answer).on("GetTokensFromRefreshToken", answer);

    assertThat(assertUnavailable(this::logIn))
        .hasMessage("AdminInitiateAuth: the ID token can't be read")
        .hasNoCause();
    assertThat(assertUnavailable(() -> provider.sessions().refresh(REFRESH)))
        .hasMessage("GetTokensFromRefreshToken: the ID token can't be read")
        .hasNoCause();
  }
}
