package dev.gatehouse.application;

import static dev.gatehouse.application.Scene.HERE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.application.RegistrationUseCase.TakenUsernames;
import dev.gatehouse.domain.AttemptScope.Proofs;
import dev.gatehouse.domain.AuditEvent;
import dev.gatehouse.domain.AuditEvent.ConfirmationRefused;
import dev.gatehouse.domain.AuditEvent.Reason;
import dev.gatehouse.domain.AuditEvent.RegistrationCodeRequested;
import dev.gatehouse.domain.AuditEvent.RegistrationConfirmed;
import dev.gatehouse.domain.CodeRequestOutcome;
import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.ConfirmationOutcome;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.NewPassword;
import dev.gatehouse.domain.NewUser;
import dev.gatehouse.domain.RegistrationOutcome;
import dev.gatehouse.domain.RegistrationOutcome.ConfirmationRequired;
import dev.gatehouse.domain.RegistrationOutcome.PasswordRefused;
import dev.gatehouse.domain.RegistrationOutcome.Registered;
import dev.gatehouse.domain.RegistrationOutcome.RegistrationRefused;
import dev.gatehouse.domain.RegistrationOutcome.UsernameTaken;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import org.junit.jupiter.api.Test;

final class RegistrationUseCaseTest {
  private static final Username ALICE = new Username("alice");
  private static final NewUser USER =
      new NewUser(ALICE, new NewPassword("Correct1horse"), new EmailAddress("alice@example.com"));
  private static final ConfirmationCode CODE = new ConfirmationCode("123456");

  private final Scene scene = new Scene();

  private RegistrationUseCase registration(
      RegistrationOutcome registered, ConfirmationOutcome confirmed, TakenUsernames taken) {
    return new RegistrationUseCase(
        new LoginsAlone() {
          @Override
          public RegistrationOutcome register(NewUser user) {
            return registered;
          }

          @Override
          public ConfirmationOutcome confirm(Username username, ConfirmationCode code) {
            return confirmed;
          }

          @Override
          public void resendCode(Username username) {}
        },
        taken,
        scene.attempts(),
        scene);
  }

  private RegistrationOutcome register(RegistrationOutcome outcome, TakenUsernames taken) {
    return registration(outcome, new ConfirmationOutcome.InvalidCode(), taken).register(HERE, USER);
  }

  private RegistrationOutcome register(RegistrationOutcome outcome) {
    return register(outcome, TakenUsernames.TOLD);
  }

  @Test
  void each_end_of_a_registration_is_told() {
    Registered registered = new Registered(new Subject("s"));
    assertThat(register(registered)).isEqualTo(registered);
    assertThat(register(new PasswordRefused())).isEqualTo(new PasswordRefused());
    assertThat(register(new RegistrationRefused())).isEqualTo(new RegistrationRefused());

    assertThat(scene.told)
        .containsExactly(
            new AuditEvent.Registered(HERE, ALICE, new Subject("s")),
            new AuditEvent.RegistrationRefused(HERE, ALICE, Reason.PROVIDER_RULE),
            new AuditEvent.RegistrationRefused(HERE, ALICE, Reason.PROVIDER_RULE));
    assertThat(scene.counted(new Proofs(ALICE))).isZero();
  }

  @Test
  void taken_name_counts_as_a_failed_login_and_is_told_to_the_trail_even_where_it_is_hidden() {
    assertThat(register(new UsernameTaken())).isEqualTo(new UsernameTaken());
    assertThat(register(new UsernameTaken(), TakenUsernames.HIDDEN))
        .isInstanceOf(ConfirmationRequired.class);

    assertThat(scene.told)
        .containsOnly(new AuditEvent.RegistrationRefused(HERE, ALICE, Reason.USERNAME_TAKEN))
        .hasSize(2);
    assertThat(scene.counted(new Proofs(ALICE))).isEqualTo(2);
    assertThat(register(new Registered(null)))
        .isEqualTo(new RegistrationOutcome.TooManyAttempts(Scene.WAIT));
  }

  @Test
  void wrong_codes_count_and_right_ones_do_not() {
    RegistrationUseCase right =
        registration(
            new Registered(null), new ConfirmationOutcome.Confirmed(), TakenUsernames.TOLD);
    RegistrationUseCase wrong =
        registration(
            new Registered(null), new ConfirmationOutcome.InvalidCode(), TakenUsernames.TOLD);

    right.confirm(HERE, ALICE, CODE);
    wrong.confirm(HERE, ALICE, CODE);
    wrong.confirm(HERE, ALICE, CODE);

    assertThat(scene.told)
        .containsExactly(
            new RegistrationConfirmed(HERE, ALICE),
            new ConfirmationRefused(HERE, ALICE, Reason.INVALID_CODE),
            new ConfirmationRefused(HERE, ALICE, Reason.INVALID_CODE));
    assertThat(right.confirm(HERE, ALICE, CODE))
        .isEqualTo(new ConfirmationOutcome.TooManyAttempts(Scene.WAIT));
  }

  @Test
  void codes_are_sent_again_so_often_and_no_more() {
    RegistrationUseCase registration =
        registration(
            new Registered(null), new ConfirmationOutcome.InvalidCode(), TakenUsernames.TOLD);

    assertThat(registration.resendCode(HERE, ALICE)).isEqualTo(new CodeRequestOutcome.Accepted());
    registration.resendCode(HERE, ALICE);

    assertThat(registration.resendCode(HERE, ALICE))
        .isEqualTo(new CodeRequestOutcome.TooManyAttempts(Scene.WAIT));
    assertThat(scene.told).startsWith(new RegistrationCodeRequested(HERE, ALICE));
  }
}
