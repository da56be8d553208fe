package dev.gatehouse.adapter.cognito;

import static dev.gatehouse.adapter.cognito.Fixtures.HASTY;
import static dev.gatehouse.adapter.cognito.Fixtures.PATIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatehouse.adapter.cognito.CognitoStub.Answer;
import dev.gatehouse.adapter.cognito.call.CallLimits;
import dev.gatehouse.domain.Ticker;
import dev.gatehouse.domain.port.CodeLimit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

final class MetricsInterceptorTest extends ProviderTest {
  private void assertTold(Answer answer, String outcome) {
    assertTold(answer, outcome, PATIENT);
  }

  private void assertTold(Answer answer, String outcome, CallLimits limits) {
    stub.on("AdminInitiateAuth", answer);
    List<String> told = new CopyOnWriteArrayList<>();
    var listened =
        open(
            new CognitoIdentityProvider(
                Fixtures.settings(stub.endpoint(), null),
                Fixtures.CREDENTIALS,
                limits,
                (operation, result, took) -> {
                  assertThat(took).isPositive();
                  told.add(operation + " " + result);
                },
                CodeLimit.NONE,
                Ticker.SYSTEM));

    // Other tests check the outcome of the login.
    var _ = catchThrowable(() -> logIn(listened));

    assertThat(told).containsExactly("AdminInitiateAuth " + outcome);
  }

  @Test
  void metric_contains_the_error_name_of_cognito() {
    assertTold(LOGGED_IN, "ok");
    assertTold(CognitoStub.error("NotAuthorizedException", "no"), "NotAuthorizedException");
    assertTold(CognitoStub.error("TooManyRequestsException", "slow"), "TooManyRequestsException");
  }

  @Test
  void metric_omits_an_unknown_error_name() {
    assertTold(CognitoStub.error("UnrecognizedClientException", "no"), "refused");
    assertTold(CognitoStub.error("MadeUp" + "x".repeat(1000), "no"), "refused");
    assertTold(CognitoStub.status(503, "<html>"), "failed");
  }

  @Test
  void metric_reports_a_time_out_or_a_lost_connection() {
    assertTold(stub.stall(), "timeout", HASTY);
    assertTold(CognitoStub.hangUp(), "unreachable");
  }
}
