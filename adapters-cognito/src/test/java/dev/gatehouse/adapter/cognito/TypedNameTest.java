package dev.gatehouse.adapter.cognito;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.login.Credentials.UsernamePassword;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that a user name goes to the pool in the form in which it was typed. */
final class TypedNameTest extends ProviderTest {
  private static final String DECOMPOSED = "E\u0301lodie";
  private static final String COMPOSED = "\u00c9lodie";

  /** For each operation that sends a name, a call that uses it. */
  static final Map<String, BiConsumer<CognitoIdentityProvider, Username>> CALLS =
      Map.of(
          "SignUp", TypedNameTest::register,
          "AdminConfirmSignUp", TypedNameTest::register,
          "AdminGetUser", TypedNameTest::register,
          "ConfirmSignUp", (it, name) -> it.registrations().confirm(CALLER, name, CODE),
          "ResendConfirmationCode", (it, name) -> it.registrations().resendCode(CALLER, name),
          "AdminInitiateAuth", TypedNameTest::logIn,
          "ForgotPassword", (it, name) -> it.passwords().sendResetCode(CALLER, name),
          "ConfirmForgotPassword", TypedNameTest::reset,
          "AdminUserGlobalSignOut", TypedNameTest::reset);

  private static Set<String> operations() {
    return CALLS.keySet();
  }

  private static void register(CognitoIdentityProvider provider, Username name) {
    provider.registrations().register(CALLER, new NewUser(name, ALICE.password(), ALICE.email()));
  }

  private static void logIn(CognitoIdentityProvider provider, Username name) {
    provider.logins().logIn(CALLER, new UsernamePassword(name, ALICES_PASSWORD));
  }

  private static void reset(CognitoIdentityProvider provider, Username name) {
    provider.passwords().reset(CALLER, name, CODE, ALICE.password());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void name_goes_to_the_pool_as_it_was_typed(String operation) {
    script(operation);
    stub.on("ConfirmSignUp", EMPTY).on("ResendConfirmationCode", EMPTY).on("ForgotPassword", EMPTY);

    var call = requireNonNull(CALLS.get(operation));
    call.accept(open(SECRET), new Username(DECOMPOSED));
    call.accept(open(SECRET), new Username(COMPOSED));

    assertThat(
            stub.requests().stream()
                .filter(request -> request.operation().equals(operation))
                .map(CognitoStub.Request::body))
        .extracting(TypedNameTest::name)
        .containsExactly(DECOMPOSED, COMPOSED);
    assertThat(stub.requests().stream().map(CognitoStub.Request::body))
        .allSatisfy(
            body ->
                assertThat(hash(body))
                    .isIn("", SECRET.hash(name(body), body.path("ClientId").asText())));
  }

  private static String name(JsonNode body) {
    return body.path("Username").asText() + body.at("/AuthParameters/USERNAME").asText();
  }

  private static String hash(JsonNode body) {
    return body.path("SecretHash").asText() + body.at("/AuthParameters/SECRET_HASH").asText();
  }
}
