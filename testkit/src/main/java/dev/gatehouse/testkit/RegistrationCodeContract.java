package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.ConfirmationOutcome.Confirmed;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.account.RegistrationOutcome.ConfirmationRequired;
import dev.gatehouse.domain.login.LoginOutcome.UserNotConfirmed;
import dev.gatehouse.domain.login.LoginProgress.LoggedIn;
import dev.gatehouse.domain.refusal.InvalidCode;
import dev.gatehouse.domain.refusal.InvalidCredentials;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Tests that every {@code Registrations} must pass if registrations are confirmed with a code. */
abstract class RegistrationCodeContract extends ProviderContract {
  RegistrationCodeContract(Supplier<ProviderFixture> fixtures) {
    super(fixtures);
  }

  @Test
  void user_confirms_with_the_code_and_logs_in() {
    NewUser user = unconfirmed();
    assertThat(logIn(user)).isEqualTo(new UserNotConfirmed());

    assertThat(registrations().confirm(CALLER, user.username(), codeSentTo(user)))
        .isEqualTo(new Confirmed());

    assertThat(logIn(user)).isInstanceOf(LoggedIn.class);
  }

  @Test
  void confirmed_address_is_verified() {
    NewUser user = unconfirmed();

    registrations().confirm(CALLER, user.username(), codeSentTo(user));

    assertThat(identityOf(user).email()).isEqualTo(new Identity.Email(user.email(), true));
  }

  @Test
  void wrong_code_confirms_nothing() {
    NewUser user = unconfirmed();
    ConfirmationCode code = codeSentTo(user);

    assertThat(registrations().confirm(CALLER, user.username(), wrong(code)))
        .isEqualTo(new InvalidCode());

    assertThat(logIn(user)).isEqualTo(new UserNotConfirmed());
    assertThat(registrations().confirm(CALLER, user.username(), code)).isEqualTo(new Confirmed());
  }

  @Test
  void missing_registration_and_wrong_code_give_the_same_result() {
    NewUser confirmed = unconfirmed();
    ConfirmationCode code = codeSentTo(confirmed);
    registrations().confirm(CALLER, confirmed.username(), code);

    assertThat(registrations().confirm(CALLER, confirmed.username(), code))
        .isEqualTo(new InvalidCode());
    assertThat(registrations().confirm(CALLER, newUser().username(), code))
        .isEqualTo(new InvalidCode());
  }

  @Test
  void only_the_resent_code_confirms_the_user() {
    NewUser user = unconfirmed();
    ConfirmationCode former = codeSentTo(user);

    ConfirmationCode newest =
        nextCode(user.email(), () -> registrations().resendCode(CALLER, user.username()));

    assertThat(registrations().confirm(CALLER, user.username(), former))
        .isEqualTo(new InvalidCode());
    assertThat(registrations().confirm(CALLER, user.username(), newest)).isEqualTo(new Confirmed());
  }

  @Test
  void code_confirms_only_its_own_registration() {
    NewUser attacker = unconfirmed();
    ConfirmationCode attackersCode = codeSentTo(attacker);
    NewUser owner = user(attacker.username().value(), "Another1password");
    assertThat(registrations().register(CALLER, owner)).isInstanceOf(ConfirmationRequired.class);

    assertThat(registrations().confirm(CALLER, owner.username(), codeSentTo(owner)))
        .isEqualTo(new Confirmed());

    assertThat(logIn(owner)).isInstanceOf(LoggedIn.class);
    assertThat(registrations().confirm(CALLER, owner.username(), attackersCode))
        .isEqualTo(new InvalidCode());
    assertThat(logIn(attacker)).isEqualTo(new InvalidCredentials());
  }

  @Test
  void unknown_or_confirmed_user_gets_no_new_code() {
    NewUser unknown = newUser();
    NewUser confirmed = unconfirmed();
    ConfirmationCode code = codeSentTo(confirmed);
    registrations().confirm(CALLER, confirmed.username(), code);

    registrations().resendCode(CALLER, unknown.username());
    registrations().resendCode(CALLER, confirmed.username());

    assertThat(fixture().newestCode(unknown.email())).isNull();
    assertThat(fixture().newestCode(confirmed.email())).isIn(null, code);
  }

  private NewUser unconfirmed() {
    NewUser user = newUser();
    assertThat(registrations().register(CALLER, user)).isInstanceOf(ConfirmationRequired.class);
    return user;
  }
}
