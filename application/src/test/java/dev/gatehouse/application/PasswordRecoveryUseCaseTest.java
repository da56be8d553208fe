package dev.gatehouse.application;

import static dev.gatehouse.application.RecordingPorts.ALICE;
import static dev.gatehouse.application.RecordingPorts.HERE;
import static dev.gatehouse.application.RecordingPorts.SUBJECT;
import static dev.gatehouse.application.RecordingPorts.WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.PasswordResetOutcome;
import dev.gatehouse.domain.account.PasswordResetOutcome.PasswordReset;
import dev.gatehouse.domain.audit.AuditEvent;
import dev.gatehouse.domain.audit.AuditEvent.PasswordResetRefused;
import dev.gatehouse.domain.audit.AuditEvent.PasswordResetRequested;
import dev.gatehouse.domain.audit.AuditEvent.Reason;
import dev.gatehouse.domain.audit.UserEvent.SessionEnded;
import dev.gatehouse.domain.refusal.InvalidCode;
import dev.gatehouse.domain.refusal.PasswordRefused;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import dev.gatehouse.domain.session.EndedSessions;
import dev.gatehouse.domain.usecase.PasswordRecovery;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PasswordRecoveryUseCaseTest {
  private static final PasswordReset RESET =
      new PasswordReset(SUBJECT, new EndedSessions.Listed(Set.of(new SessionId("open"))));

  private final RecordingPorts ports = new RecordingPorts();

  @Test
  void provider_sends_the_password_reset_code() {
    StubProvider provider = new StubProvider();
    ports.useCases(provider).passwordRecovery().sendCode(HERE, ALICE);

    assertThat(provider.asked).containsExactly(ALICE);
    assertThat(ports.audited).containsExactly(new PasswordResetRequested(HERE, ALICE));
  }

  @Test
  void password_reset_revokes_the_ended_sessions() {
    assertThat(reset(RESET)).isEqualTo(RESET);

    assertThat(ports.revocations).containsExactly("session open");
    assertThat(ports.events).containsExactly(new SessionEnded(SUBJECT, new SessionId("open")));
    assertThat(ports.audited).containsExactly(new AuditEvent.PasswordReset(HERE, SUBJECT));
  }

  @Test
  void password_is_not_reset_to_a_common_one_or_the_own_name() {
    StubProvider provider = new StubProvider(RESET);

    for (String password : List.of("Password1", "Alice2026")) {
      assertThat(
              ports
                  .useCases(provider)
                  .passwordRecovery()
                  .reset(HERE, ALICE, new ConfirmationCode("123456"), new NewPassword(password)))
          .isInstanceOf(PasswordRefused.class);
    }
    assertThat(provider.asked).isEmpty();
    assertThat(ports.audited).isEmpty();
  }

  @Test
  void wrong_code_revokes_no_session() {
    assertThat(reset(new InvalidCode())).isEqualTo(new InvalidCode());

    assertThat(ports.revocations).isEmpty();
    assertThat(ports.audited)
        .containsExactly(new PasswordResetRefused(HERE, ALICE, Reason.INVALID_CODE));
  }

  @Test
  void rate_limit_blocks_code_requests_and_password_resets() {
    StubProvider provider = new StubProvider(new InvalidCode());
    PasswordRecovery recovery = ports.useCases(provider).passwordRecovery();
    recovery.sendCode(HERE, ALICE);
    recovery.sendCode(HERE, ALICE);
    reset(new InvalidCode());
    reset(new InvalidCode());

    assertThat(recovery.sendCode(HERE, ALICE)).isEqualTo(new TooManyAttempts(WAIT));
    assertThat(reset(RESET)).isEqualTo(new TooManyAttempts(WAIT));
    assertThat(provider.asked).hasSize(2);
    assertThat(ports.revocations).isEmpty();
  }

  private PasswordResetOutcome reset(PasswordResetOutcome outcome) {
    return ports
        .useCases(new StubProvider(outcome))
        .passwordRecovery()
        .reset(HERE, ALICE, new ConfirmationCode("123456"), new NewPassword("Correct1horse"));
  }
}
