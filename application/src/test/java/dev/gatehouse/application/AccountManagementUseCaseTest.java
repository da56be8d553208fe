package dev.gatehouse.application;

import static dev.gatehouse.application.RecordingPorts.ACCESS;
import static dev.gatehouse.application.RecordingPorts.HERE;
import static dev.gatehouse.application.RecordingPorts.SESSION;
import static dev.gatehouse.application.RecordingPorts.SUBJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.DeletionOutcome;
import dev.gatehouse.domain.account.DeletionOutcome.Deleted;
import dev.gatehouse.domain.account.EmailChangeOutcome.EmailChanged;
import dev.gatehouse.domain.account.EmailVerificationOutcome.EmailVerified;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.account.PasswordChangeOutcome;
import dev.gatehouse.domain.account.PasswordChangeOutcome.PasswordChanged;
import dev.gatehouse.domain.audit.AuditEvent;
import dev.gatehouse.domain.audit.AuditEvent.PasswordChangeRefused;
import dev.gatehouse.domain.audit.AuditEvent.Reason;
import dev.gatehouse.domain.audit.UserEvent;
import dev.gatehouse.domain.audit.UserEvent.SessionEnded;
import dev.gatehouse.domain.audit.UserEvent.UserDeleted;
import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.refusal.InvalidCode;
import dev.gatehouse.domain.refusal.InvalidCredentials;
import dev.gatehouse.domain.refusal.PasswordRefused;
import dev.gatehouse.domain.session.EndedSessions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AccountManagementUseCaseTest {
  private static final Password PASSWORD = new Password("Correct1horse");
  private static final Deleted DELETED = new Deleted(new EndedSessions.Listed(Set.of(SESSION)));

  private final RecordingPorts ports = new RecordingPorts();

  @Test
  void deletion_publishes_an_event_and_revokes_the_session() {
    assertThat(delete(DELETED)).isEqualTo(DELETED);

    assertThat(ports.announced).containsExactly("s alice");
    assertThat(ports.events)
        .containsExactly(new SessionEnded(SUBJECT, SESSION), new UserDeleted(SUBJECT));
    assertThat(ports.revocations).containsExactly("session login");
    assertThat(ports.audited).containsExactly(new AuditEvent.Deleted(HERE, SUBJECT));
  }

  @Test
  void user_is_not_deleted_if_the_announcement_is_not_stored() {
    ports.storing = false;
    StubProvider provider = new StubProvider(DELETED);

    assertThatExceptionOfType(IdentityProviderUnavailableException.class)
        .isThrownBy(() -> ports.useCases(provider).accountManagement().delete(HERE, ACCESS, null));

    assertThat(provider.asked).isEmpty();
    assertThat(ports.events).isEmpty();
  }

  @Test
  void changes_of_the_address_publish_events() {
    EmailAddress address = new EmailAddress("new@example.com");
    EmailChanged later = new EmailChanged(null, true);
    EmailChanged atOnce = new EmailChanged(new Identity.Email(address, false), false);

    ports
        .useCases(new StubProvider(later))
        .accountManagement()
        .changeEmail(HERE, ACCESS, null, address);
    assertThat(ports.events).isEmpty();
    ports
        .useCases(new StubProvider(atOnce))
        .accountManagement()
        .changeEmail(HERE, ACCESS, null, address);
    ports
        .useCases(new StubProvider(new InvalidCode()))
        .accountManagement()
        .verifyEmail(HERE, ACCESS, new ConfirmationCode("123456"));
    assertThat(ports.events).containsExactly(new UserEvent.EmailChanged(SUBJECT));

    ports
        .useCases(new StubProvider(new EmailVerified()))
        .accountManagement()
        .verifyEmail(HERE, ACCESS, new ConfirmationCode("123456"));
    assertThat(ports.events).hasSize(2);
  }

  @Test
  void refused_deletion_publishes_no_event() {
    assertThat(delete(new AccessRefused())).isEqualTo(new AccessRefused());

    assertThat(ports.events).isEmpty();
    assertThat(ports.revocations).isEmpty();
    assertThat(ports.audited).isEmpty();
  }

  @Test
  void refused_password_change_is_recorded_with_its_reason() {
    NewPassword another = new NewPassword("Another1password");
    for (PasswordChangeOutcome outcome :
        List.of(new AccessRefused(), new PasswordRefused(), new InvalidCredentials())) {
      assertThat(
              ports
                  .useCases(new StubProvider(outcome))
                  .accountManagement()
                  .changePassword(HERE, ACCESS, PASSWORD, another))
          .isEqualTo(outcome);
    }

    assertThat(ports.audited)
        .containsExactly(
            new PasswordChangeRefused(HERE, SUBJECT, Reason.SESSION_ENDED),
            new PasswordChangeRefused(HERE, SUBJECT, Reason.PROVIDER_RULE),
            new PasswordChangeRefused(HERE, SUBJECT, Reason.INVALID_CREDENTIALS));
    assertThat(ports.failures()).isEqualTo(1);
  }

  @Test
  void password_is_not_changed_to_a_common_one_or_the_own_name_or_address() {
    StubProvider provider =
        new StubProvider(new PasswordChanged(), new EmailAddress("zbigniew@example.com"));

    for (String password : List.of("Password1", "Alice2026", "Zbigniew2026")) {
      assertThat(
              ports
                  .useCases(provider)
                  .accountManagement()
                  .changePassword(HERE, ACCESS, PASSWORD, new NewPassword(password)))
          .isInstanceOf(PasswordRefused.class)
          .isNotEqualTo(new PasswordRefused());
    }
    assertThat(provider.asked).isEmpty();
    assertThat(ports.audited).isEmpty();
    assertThat(ports.failures()).isZero();
  }

  private DeletionOutcome delete(DeletionOutcome outcome) {
    return ports.useCases(new StubProvider(outcome)).accountManagement().delete(HERE, ACCESS, null);
  }
}
