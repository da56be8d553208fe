package dev.gatehouse.adapter.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.adapter.embedded.hashing.Operations;
import dev.gatehouse.adapter.embedded.hashing.WorkerPool;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.refusal.InvalidCredentials;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class CallsTest {
  @AutoClose private final WorkerPool workers = new WorkerPool(1, 1, Duration.ofSeconds(20));
  private final List<String> told = new ArrayList<>();

  @AutoClose
  private final Operations calls =
      new Operations(
          workers,
          (operation, outcome, took) -> {
            assertThat(took).isPositive();
            told.add(operation + " " + outcome);
          });

  @Test
  void call_is_reported_with_the_name_of_its_result() {
    var outcome = new InvalidCredentials();

    assertThat(calls.runHashing("log_in", () -> outcome)).isSameAs(outcome);
    calls.run("end", () -> new SessionId("login-1"));
    calls.runHashing("resend_code", () -> {});

    assertThat(told).containsExactly("log_in invalid_credentials", "end done", "resend_code done");
  }

  @Test
  void failure_is_reported_and_rethrown() {
    IllegalStateException bug = new IllegalStateException("a bug");

    assertThatThrownBy(
            () ->
                calls.run(
                    "log_in",
                    () -> {
                      throw bug;
                    }))
        .isSameAs(bug);
    calls.close();
    assertThatThrownBy(() -> calls.run("refresh", () -> "late"))
        .isInstanceOf(IdentityProviderUnavailableException.class);

    assertThat(told).containsExactly("log_in failed", "refresh unavailable");
  }
}
