package dev.gatehouse.adapter.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.cognito.CognitoStub.Answer;
import dev.gatehouse.adapter.cognito.CognitoStub.Request;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.login.Credentials.UsernamePassword;
import dev.gatehouse.domain.refusal.InvalidCredentials;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LoginTest extends ProviderTest {
  @Test
  void correct_password_returns_tokens() {
    stub.on("AdminInitiateAuth", LOGGED_IN);

    assertThat(logIn()).isEqualTo(ALICES_TOKENS);

    assertAsked(ALICES_LOGIN);
  }

  @Test
  void login_with_client_secret_sends_the_secret_hash() {
    stub.on("AdminInitiateAuth", LOGGED_IN);

    assertThat(logIn(open(SECRET))).isEqualTo(ALICES_TOKENS);

    assertThat(stub.requests().getFirst().body().at("/AuthParameters/SECRET_HASH").asText())
        .isEqualTo(HASH);
  }

  @Test
  void logins_share_a_connection() {
    Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
    stub.on(
        "AdminInitiateAuth",
        (request, exchange) -> {
          connections.add(exchange.getRemoteAddress());
          LOGGED_IN.give(request, exchange);
        });

    logIn();
    logIn();

    assertThat(stub.requests()).hasSize(2);
    assertThat(connections).hasSize(1);
  }

  @Test
  void names_and_passwords_of_any_script_are_sent_unchanged() {
    stub.on("AdminInitiateAuth", LOGGED_IN);
    Username name = new Username("名前😀\"\\");
    Password password = new Password(" pässwörd\t\u0000😀\"\\ ");

    provider.logins().logIn(CALLER, new UsernamePassword(name, password));

    Request request = stub.requests().getFirst();
    assertThat(request.body().at("/AuthParameters/USERNAME").asText()).isEqualTo("名前😀\"\\");
    assertThat(request.password()).isEqualTo(" pässwörd\t\u0000😀\"\\ ");
  }

  @Test
  void password_is_sent_in_form_c_first_and_then_as_it_was_typed() {
    stub.on("AdminInitiateAuth", CHECKING_PASSWORD);
    Password typed = new Password("Cafe\u0301-1house");

    assertThat(provider.logins().logIn(CALLER, new UsernamePassword(ALICE.username(), typed)))
        .isEqualTo(new InvalidCredentials());

    assertThat(stub.requests())
        .extracting(Request::password)
        .containsExactly("Caf\u00e9-1house", "Cafe\u0301-1house");
  }

  @Test
  void wrong_password_in_form_c_is_sent_once() {
    stub.on("AdminInitiateAuth", CHECKING_PASSWORD);

    provider
        .logins()
        .logIn(CALLER, new UsernamePassword(ALICE.username(), new Password("Caf\u00e9-1house")));

    assertThat(stub.operations()).containsExactly("AdminInitiateAuth");
  }

  @Test
  void tokens_without_lifetime_expire_after_one_hour() {
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
  void response_without_tokens_or_challenge_makes_provider_unavailable(String answer) {
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
  void unreadable_id_token_is_refused_and_not_shown(String token) {
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
