package dev.gatehouse.adapter.cognito;

import static dev.gatehouse.adapter.cognito.Fixtures.CREDENTIALS;
import static dev.gatehouse.adapter.cognito.Fixtures.LOGGED_IN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatehouse.adapter.cognito.CognitoStub.Answer;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class MetricsInterceptorTest {
  private final CognitoStub stub = new CognitoStub();
  private final List<String> told = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    stub.close();
  }

  private void logIn(URI endpoint, CallLimits limits) {
    try (var provider =
        new CognitoIdentityProvider(
            Fixtures.settings(endpoint, null),
            CREDENTIALS,
            limits,
            (operation, outcome, took) -> {
              assertThat(took).isPositive();
              told.add(operation + " " + outcome);
            })) {
      // Other tests check the outcome of the login.
      var _ = catchThrowable(() -> Fixtures.logIn(provider));
    }
  }

  private void assertTold(Answer answer, String outcome) {
    assertTold(answer, outcome, Fixtures.PATIENT);
  }

  private void assertTold(Answer answer, String outcome, CallLimits limits) {
    stub.on("AdminInitiateAuth", answer);
    told.clear();

    logIn(stub.endpoint(), limits);

    assertThat(told).containsExactly("AdminInitiateAuth " + outcome);
  }

  @Test
  void answers_are_told_by_the_names_that_the_service_gives_them() {
    assertTold(LOGGED_IN, "ok");
    assertTold(CognitoStub.error("NotAuthorizedException", "no"), "NotAuthorizedException");
    assertTold(CognitoStub.error("TooManyRequestsException", "slow"), "TooManyRequestsException");
  }

  @Test
  void names_that_the_sdk_does_not_know_are_not_told() {
    assertTold(CognitoStub.error("UnrecognizedClientException", "no"), "refused");
    assertTold(CognitoStub.error("MadeUp" + "x".repeat(1000), "no"), "refused");
    assertTold(CognitoStub.status(503, "<html>"), "failed");
  }

  @Test
  void silence_is_told_as_what_it_is() {
    assertTold(stub.stall(), "timeout", Fixtures.HASTY);
    assertTold(CognitoStub.hangUp(), "unreachable");
  }
}
