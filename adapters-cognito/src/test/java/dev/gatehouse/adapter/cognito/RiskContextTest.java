package dev.gatehouse.adapter.cognito;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.adapter.cognito.quota.Quotas;
import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import dev.gatehouse.domain.login.Credentials.UsernamePassword;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks what the pool's threat protection learns of a request. */
@Isolated
final class RiskContextTest extends ProviderTest {
  private static final Set<String> WITH_USER_CONTEXT =
      Set.of(
          "SignUp",
          "ConfirmSignUp",
          "ResendConfirmationCode",
          "ForgotPassword",
          "ConfirmForgotPassword");

  private void callAll(CognitoIdentityProvider provider) {
    CALLS.forEach(
        (operation, call) -> {
          script(operation);
          stub.on(operation, EMPTY);
          if (WITH_USER_CONTEXT.contains(operation) || operation.startsWith("AdminInitiate")) {
            stub.on("SignUp", SIGNED_UP).on("AdminInitiateAuth", LOGGED_IN);
            requireNonNull(call.apply(provider));
          }
        });
  }

  private JsonNode contextOf(CognitoStub.Request request) {
    return request.body().path("UserContextData");
  }

  @Test
  void client_with_a_secret_sends_the_address_of_the_user_where_cognito_takes_it() {
    callAll(open(SECRET));

    assertThat(stub.requests().stream().filter(request -> !contextOf(request).isMissingNode()))
        .allSatisfy(
            request ->
                assertThat(contextOf(request))
                    .isEqualTo(CognitoStub.parse("{\"IpAddress\": \"192.0.2.1\"}")))
        .extracting(CognitoStub.Request::operation)
        .containsOnlyOnceElementsOf(WITH_USER_CONTEXT);
  }

  @Test
  void client_without_a_secret_sends_no_user_context() {
    callAll(provider);

    assertThat(stub.requests()).allMatch(request -> contextOf(request).isMissingNode());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new CognitoSettings(
                    "eu-central-1",
                    Fixtures.POOL_ID,
                    Fixtures.CLIENT_ID,
                    null,
                    RegistrationConfirmation.AUTO,
                    null,
                    Quotas.NONE,
                    new RiskContext("auth.example.com", true)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "2001:db8:0:0:0:0:0:1"})
  void login_from_an_unknown_program_has_an_address_and_no_header(String address) {
    stub.on("AdminInitiateAuth", LOGGED_IN);

    provider
        .logins()
        .logIn(
            new Caller("request-1", ClientAddress.of(address)),
            new UsernamePassword(ALICE.username(), ALICES_PASSWORD));

    assertThat(stub.requests().getFirst().body().path("ContextData"))
        .isEqualTo(
            CognitoStub.parse(
                """
                {"IpAddress": "%s", "ServerName": "auth.example.com", "ServerPath": "/login", "HttpHeaders": []}
                """
                    .formatted(address)));
  }

  @Test
  void repeated_registration_checks_its_password_with_a_context() {
    nameInUse(UNCONFIRMED).on("AdminInitiateAuth", LOGGED_IN);

    register();

    assertThat(stub.requests().getLast().body().at("/ContextData/ServerPath").asText())
        .isEqualTo("/users");
  }

  @Test
  void context_is_not_logged() {
    stub.answers("AdminInitiateAuth InvalidParameterException Something is wrong.");
    try (LogCapture log = new LogCapture(Level.ALL, "dev.gatehouse")) {
      assertUnavailable(this::logIn);

      assertThat(log.records())
          .isNotEmpty()
          .extracting(LogRecord::getMessage)
          .noneMatch(message -> message.contains("192.0.2.1") || message.contains("curl"));
    }
  }
}
