package dev.gatehouse.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.AccessToken;
import dev.gatehouse.domain.AccountAccess;
import dev.gatehouse.domain.AuditEvent;
import dev.gatehouse.domain.AuditEvent.DeletionRefused;
import dev.gatehouse.domain.AuditEvent.Reason;
import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.DeletionOutcome;
import dev.gatehouse.domain.DeletionOutcome.Deleted;
import dev.gatehouse.domain.DeletionOutcome.InvalidCredentials;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.EmailChangeOutcome;
import dev.gatehouse.domain.EmailCodeOutcome;
import dev.gatehouse.domain.EmailVerificationOutcome;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.NewPassword;
import dev.gatehouse.domain.Password;
import dev.gatehouse.domain.PasswordChangeOutcome;
import dev.gatehouse.domain.PasswordResetOutcome;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.TokenOrigin;
import dev.gatehouse.domain.TokenUse;
import dev.gatehouse.domain.UserEvent;
import dev.gatehouse.domain.UserEvent.UserDeleted;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.VerifiedClaims;
import dev.gatehouse.domain.port.PasswordKeeper;
import dev.gatehouse.domain.port.ProfileKeeper;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AccountManagementUseCaseTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final AccountAccess ACCESS =
      new AccountAccess(
          new AccessToken("access"),
          new VerifiedClaims(
              new Identity(new Subject("s"), new Username("alice"), null, Set.of()),
              TokenUse.ACCESS,
              new TokenOrigin("login"),
              NOW,
              NOW.plusSeconds(3600)));
  private static final Password PASSWORD = new Password("Correct1horse");

  private final RecordedRevocations revocations = new RecordedRevocations();
  private final Scene scene = new Scene();
  private final List<UserEvent> events = new ArrayList<>();

  /** Deletes, or not. */
  private record Keeper(DeletionOutcome outcome) implements ProfileKeeper {
    @Override
    public DeletionOutcome delete(AccountAccess access, Password password) {
      return outcome;
    }

    @Override
    public EmailChangeOutcome changeEmail(AccountAccess access, EmailAddress email) {
      throw new UnsupportedOperationException();
    }

    @Override
    public EmailCodeOutcome sendEmailCode(AccountAccess access) {
      throw new UnsupportedOperationException();
    }

    @Override
    public EmailVerificationOutcome verifyEmail(AccountAccess access, ConfirmationCode code) {
      throw new UnsupportedOperationException();
    }
  }

  /** Keeps no passwords. */
  private enum NoPasswords implements PasswordKeeper {
    INSTANCE;

    @Override
    public void sendResetCode(Username username) {
      throw new UnsupportedOperationException();
    }

    @Override
    public PasswordResetOutcome reset(
        Username username, ConfirmationCode code, NewPassword password) {
      throw new UnsupportedOperationException();
    }

    @Override
    public PasswordChangeOutcome changePassword(
        AccountAccess access, Password current, NewPassword password) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void deleted_user_is_announced_once_all_tokens_are_refused() {
    assertThat(delete(new Deleted())).isEqualTo(new Deleted());

    assertThat(events).containsExactly(new UserDeleted(new Subject("s")));
    assertThat(revocations.told())
        .containsExactly("user s before 2026-01-01T12:00:01Z until 2026-01-02T12:00:00Z");
    assertThat(scene.told).containsExactly(new AuditEvent.Deleted(Scene.HERE, new Subject("s")));
  }

  @Test
  void user_who_was_not_deleted_is_not_announced() {
    assertThat(delete(new InvalidCredentials())).isEqualTo(new InvalidCredentials());

    assertThat(events).isEmpty();
    assertThat(revocations.told()).isEmpty();
    assertThat(scene.told)
        .containsExactly(
            new DeletionRefused(Scene.HERE, new Subject("s"), Reason.INVALID_CREDENTIALS));
  }

  @Test
  void password_is_not_tried_when_there_were_too_many() {
    delete(new InvalidCredentials());
    delete(new InvalidCredentials());

    assertThat(delete(new Deleted())).isEqualTo(new DeletionOutcome.TooManyAttempts(Scene.WAIT));
    assertThat(events).isEmpty();
  }

  private DeletionOutcome delete(DeletionOutcome outcome) {
    return new AccountManagementUseCase(
            NoPasswords.INSTANCE,
            new Keeper(outcome),
            revocations,
            event -> {
              assertThat(revocations.told()).isNotEmpty();
              events.add(event);
            },
            scene.attempts(),
            scene,
            InstantSource.fixed(NOW))
        .delete(Scene.HERE, ACCESS, PASSWORD);
  }
}
