package dev.gatehouse.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.AccountAccess;
import dev.gatehouse.domain.AuditEvent;
import dev.gatehouse.domain.AuditEvent.PasswordResetRefused;
import dev.gatehouse.domain.AuditEvent.PasswordResetRequested;
import dev.gatehouse.domain.AuditEvent.Reason;
import dev.gatehouse.domain.CodeRequestOutcome;
import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.NewPassword;
import dev.gatehouse.domain.Password;
import dev.gatehouse.domain.PasswordChangeOutcome;
import dev.gatehouse.domain.PasswordResetOutcome;
import dev.gatehouse.domain.PasswordResetOutcome.InvalidCode;
import dev.gatehouse.domain.PasswordResetOutcome.PasswordReset;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.port.PasswordKeeper;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PasswordRecoveryUseCaseTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00.700Z");

  private final RecordedRevocations revocations = new RecordedRevocations();
  private final Scene scene = new Scene();
  private final List<Username> asked = new ArrayList<>();

  /** Answers what it is made to. */
  private record Keeper(PasswordResetOutcome outcome, List<Username> asked)
      implements PasswordKeeper {
    @Override
    public void sendResetCode(Username username) {
      asked.add(username);
    }

    @Override
    public PasswordResetOutcome reset(
        Username username, ConfirmationCode code, NewPassword password) {
      return outcome;
    }

    @Override
    public PasswordChangeOutcome changePassword(
        AccountAccess access, Password current, NewPassword password) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void code_is_sent_by_the_provider() {
    recovery(new InvalidCode()).sendCode(Scene.HERE, new Username("alice"));

    assertThat(asked).containsExactly(new Username("alice"));
    assertThat(scene.told)
        .containsExactly(new PasswordResetRequested(Scene.HERE, new Username("alice")));
  }

  @Test
  void reset_ends_the_users_sessions_on_this_node() {
    assertThat(reset(new PasswordReset(new Subject("s"))))
        .isEqualTo(new PasswordReset(new Subject("s")));

    assertThat(revocations.told())
        .containsExactly("user s before 2026-01-01T12:00:00Z until 2026-01-02T12:00:00.700Z");
    assertThat(scene.told)
        .containsExactly(new AuditEvent.PasswordReset(Scene.HERE, new Subject("s")));
  }

  @Test
  void wrong_code_ends_nothing() {
    assertThat(reset(new InvalidCode())).isEqualTo(new InvalidCode());

    assertThat(revocations.told()).isEmpty();
    assertThat(scene.told)
        .containsExactly(
            new PasswordResetRefused(Scene.HERE, new Username("alice"), Reason.INVALID_CODE));
  }

  @Test
  void neither_codes_nor_guesses_reach_the_provider_when_there_were_too_many() {
    PasswordRecoveryUseCase recovery = recovery(new InvalidCode());
    Username alice = new Username("alice");
    recovery.sendCode(Scene.HERE, alice);
    recovery.sendCode(Scene.HERE, alice);
    reset(new InvalidCode());
    reset(new InvalidCode());

    assertThat(recovery.sendCode(Scene.HERE, alice))
        .isEqualTo(new CodeRequestOutcome.TooManyAttempts(Scene.WAIT));
    assertThat(reset(new PasswordReset(new Subject("s"))))
        .isEqualTo(new PasswordResetOutcome.TooManyAttempts(Scene.WAIT));
    assertThat(asked).hasSize(2);
    assertThat(revocations.told()).isEmpty();
  }

  private PasswordResetOutcome reset(PasswordResetOutcome outcome) {
    return recovery(outcome)
        .reset(
            Scene.HERE,
            new Username("alice"),
            new ConfirmationCode("123456"),
            new NewPassword("Correct1horse"));
  }

  private PasswordRecoveryUseCase recovery(PasswordResetOutcome outcome) {
    return new PasswordRecoveryUseCase(
        new Keeper(outcome, asked), revocations, scene.attempts(), scene, InstantSource.fixed(NOW));
  }
}
