package dev.gatehouse.application;

import static dev.gatehouse.application.RecordingPorts.ALICE;
import static dev.gatehouse.application.RecordingPorts.HERE;
import static dev.gatehouse.application.RecordingPorts.SUBJECT;
import static dev.gatehouse.application.RecordingPorts.WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.account.CodeRequestOutcome;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.ConfirmationOutcome.Confirmed;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.account.PasswordPolicy;
import dev.gatehouse.domain.account.RegistrationOutcome;
import dev.gatehouse.domain.account.RegistrationOutcome.ConfirmationRequired;
import dev.gatehouse.domain.account.RegistrationOutcome.Registered;
import dev.gatehouse.domain.account.RegistrationOutcome.RegistrationRefused;
import dev.gatehouse.domain.account.RegistrationOutcome.UsernameTaken;
import dev.gatehouse.domain.audit.AuditEvent;
import dev.gatehouse.domain.audit.AuditEvent.ConfirmationRefused;
import dev.gatehouse.domain.audit.AuditEvent.Reason;
import dev.gatehouse.domain.audit.AuditEvent.RegistrationCodeRequested;
import dev.gatehouse.domain.audit.AuditEvent.RegistrationConfirmed;
import dev.gatehouse.domain.audit.UserEvent.UserRegistered;
import dev.gatehouse.domain.refusal.InvalidCode;
import dev.gatehouse.domain.refusal.PasswordRefused;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import dev.gatehouse.domain.usecase.Registration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RegistrationUseCaseTest {
  private static final NewUser USER =
      new NewUser(ALICE, new NewPassword("Correct1horse"), new EmailAddress("alice@example.com"));
  private static final ConfirmationCode CODE = new ConfirmationCode("123456");

  private final RecordingPorts ports = new RecordingPorts();

  private Registration registration(Object outcome) {
    return ports.useCases(new StubProvider(outcome)).registration();
  }

  private RegistrationOutcome register(RegistrationOutcome outcome) {
    return registration(outcome).register(HERE, USER);
  }

  @Test
  void each_registration_result_is_recorded() {
    Registered registered = new Registered(SUBJECT);
    assertThat(register(registered)).isEqualTo(registered);
    assertThat(register(new PasswordRefused())).isEqualTo(new PasswordRefused());
    assertThat(register(new RegistrationRefused())).isEqualTo(new RegistrationRefused());

    assertThat(ports.audited)
        .containsExactly(
            new AuditEvent.Registered(HERE, ALICE, SUBJECT),
            new AuditEvent.RegistrationRefused(HERE, ALICE, Reason.PROVIDER_RULE),
            new AuditEvent.RegistrationRefused(HERE, ALICE, Reason.PROVIDER_RULE));
    assertThat(ports.failures()).isZero();
  }

  @Test
  void taken_username_is_recorded_and_counts_even_when_hidden() {
    assertThat(register(new UsernameTaken())).isEqualTo(new UsernameTaken());
    assertThat(
            ports
                .useCases(
                    new StubProvider(new UsernameTaken()),
                    TakenUsernames.HIDDEN,
                    PasswordPolicy.COMPOSED)
                .registration()
                .register(HERE, USER))
        .isInstanceOf(ConfirmationRequired.class);

    assertThat(ports.audited)
        .containsOnly(new AuditEvent.RegistrationRefused(HERE, ALICE, Reason.USERNAME_TAKEN))
        .hasSize(2);
    assertThat(ports.failures()).isEqualTo(2);
    assertThat(register(new Registered(null))).isEqualTo(new TooManyAttempts(WAIT));
  }

  @ParameterizedTest
  @EnumSource
  void provider_is_not_asked_for_a_common_password_or_the_own_name(PasswordPolicy policy) {
    StubProvider provider = new StubProvider(new Registered(SUBJECT));
    Registration registration =
        ports.useCases(provider, TakenUsernames.TOLD, policy).registration();

    for (String password : List.of("Password12345678", "Alice123456789012", "alice@EXAMPLE.com1")) {
      assertThat(
              registration.register(
                  HERE, new NewUser(ALICE, new NewPassword(password), USER.email())))
          .isInstanceOf(PasswordRefused.class)
          .isNotEqualTo(new PasswordRefused());
    }
    assertThat(provider.asked).isEmpty();
    assertThat(ports.audited).isEmpty();
  }

  @Test
  void policy_decides_about_length_and_composition() {
    NewUser phrase = new NewUser(ALICE, new NewPassword("correct horse battery"), USER.email());
    StubProvider provider = new StubProvider(new Registered(SUBJECT));

    assertThat(
            ports
                .useCases(provider, TakenUsernames.TOLD, PasswordPolicy.COMPOSED)
                .registration()
                .register(HERE, phrase))
        .isInstanceOf(PasswordRefused.class);
    assertThat(
            ports
                .useCases(provider, TakenUsernames.TOLD, PasswordPolicy.PASSPHRASE)
                .registration()
                .register(HERE, USER))
        .isInstanceOf(PasswordRefused.class);
    assertThat(
            ports
                .useCases(provider, TakenUsernames.TOLD, PasswordPolicy.PASSPHRASE)
                .registration()
                .register(HERE, phrase))
        .isEqualTo(new Registered(SUBJECT));
  }

  @Test
  void hidden_free_and_taken_names_count_alike() {
    for (RegistrationOutcome outcome :
        List.of(new ConfirmationRequired(SUBJECT), new UsernameTaken())) {
      assertThat(
              ports
                  .useCases(
                      new StubProvider(outcome), TakenUsernames.HIDDEN, PasswordPolicy.COMPOSED)
                  .registration()
                  .register(HERE, USER))
          .isEqualTo(new ConfirmationRequired(null));
    }

    assertThat(ports.failures()).isEqualTo(2);
  }

  @Test
  void hidden_request_for_a_code_is_answered_before_its_work() {
    StubProvider provider = new StubProvider();
    Registration registration =
        ports.useCases(provider, TakenUsernames.HIDDEN, PasswordPolicy.COMPOSED).registration();

    assertThat(registration.resendCode(HERE, ALICE)).isEqualTo(new CodeRequestOutcome.Accepted());
    assertThat(provider.asked).isEmpty();
    assertThat(ports.audited).isEmpty();
    ports.afterResponse.forEach(Runnable::run);

    assertThat(provider.asked).containsExactly(ALICE);
    assertThat(ports.audited).containsExactly(new RegistrationCodeRequested(HERE, ALICE));
  }

  @Test
  void only_wrong_codes_count_toward_the_limit() {
    Registration right = registration(new Confirmed());
    Registration wrong = registration(new InvalidCode());

    right.confirm(HERE, ALICE, CODE);
    wrong.confirm(HERE, ALICE, CODE);
    wrong.confirm(HERE, ALICE, CODE);

    assertThat(ports.audited)
        .containsExactly(
            new RegistrationConfirmed(HERE, ALICE),
            new ConfirmationRefused(HERE, ALICE, Reason.INVALID_CODE),
            new ConfirmationRefused(HERE, ALICE, Reason.INVALID_CODE));
    assertThat(right.confirm(HERE, ALICE, CODE)).isEqualTo(new TooManyAttempts(WAIT));
  }

  @Test
  void rate_limit_applies_to_code_resends() {
    Registration registration = registration(new Confirmed());

    assertThat(registration.resendCode(HERE, ALICE)).isEqualTo(new CodeRequestOutcome.Accepted());
    registration.resendCode(HERE, ALICE);

    assertThat(registration.resendCode(HERE, ALICE)).isEqualTo(new TooManyAttempts(WAIT));
    assertThat(ports.audited).startsWith(new RegistrationCodeRequested(HERE, ALICE));
  }

  @Test
  void new_user_is_an_event_once_the_user_can_log_in() {
    register(new Registered(SUBJECT));
    assertThat(ports.events).containsExactly(new UserRegistered(SUBJECT));

    register(new ConfirmationRequired(SUBJECT));
    assertThat(ports.events).hasSize(1);
    ports
        .useCases(new StubProvider(new Confirmed(), SUBJECT))
        .registration()
        .confirm(HERE, ALICE, CODE);

    assertThat(ports.events)
        .containsExactly(new UserRegistered(SUBJECT), new UserRegistered(SUBJECT));
  }
}
