package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.ConfirmationOutcome.Confirmed;
import dev.gatehouse.domain.ConfirmationOutcome.InvalidCode;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.LoginOutcome.LoggedIn;
import dev.gatehouse.domain.LoginOutcome.UserNotConfirmed;
import dev.gatehouse.domain.NewUser;
import dev.gatehouse.domain.RegistrationOutcome.ConfirmationRequired;
import org.junit.jupiter.api.Test;

/**
 * What every {@code IdentityProvider} promises that is set up to confirm registrations by a code,
 * as tests.
 */
public abstract class RegistrationCodeContract extends ProviderContract {

  @Test
  void user_confirms_with_the_code_and_logs_in() {
    NewUser user = unconfirmed();
    assertThat(logIn(user)).isEqualTo(new UserNotConfirmed());

    assertThat(provider().confirm(user.username(), codeSentTo(user))).isEqualTo(new Confirmed());

    assertThat(logIn(user)).isInstanceOf(LoggedIn.class);
    keeps(
        Promise.CONFIRMED_ADDRESS_IS_VERIFIED,
        () ->
            assertThat(identityOf(user).email()).isEqualTo(new Identity.Email(user.email(), true)));
  }

  @Test
  void wrong_code_confirms_nothing() {
    NewUser user = unconfirmed();
    ConfirmationCode code = codeSentTo(user);

    assertThat(provider().confirm(user.username(), wrong(code))).isEqualTo(new InvalidCode());

    assertThat(logIn(user)).isEqualTo(new UserNotConfirmed());
    assertThat(provider().confirm(user.username(), code)).isEqualTo(new Confirmed());
  }

  @Test
  void nobody_to_confirm_and_wrong_code_look_the_same() {
    NewUser confirmed = unconfirmed();
    ConfirmationCode code = codeSentTo(confirmed);
    provider().confirm(confirmed.username(), code);

    assertThat(provider().confirm(confirmed.username(), code)).isEqualTo(new InvalidCode());
    assertThat(provider().confirm(newUser().username(), code)).isEqualTo(new InvalidCode());
  }

  @Test
  void resent_code_confirms() {
    NewUser user = unconfirmed();
    ConfirmationCode former = codeSentTo(user);

    keeps(
        Promise.RESENT_CODE,
        () -> {
          ConfirmationCode newest =
              nextCode(user.email(), () -> provider().resendCode(user.username()));

          assertThat(provider().confirm(user.username(), former)).isEqualTo(new InvalidCode());
          assertThat(provider().confirm(user.username(), newest)).isEqualTo(new Confirmed());
        });
  }

  @Test
  void no_code_is_resent_where_nobody_waits_for_one() {
    NewUser unknown = newUser();
    NewUser confirmed = unconfirmed();
    ConfirmationCode code = codeSentTo(confirmed);
    provider().confirm(confirmed.username(), code);

    keeps(
        Promise.RESENT_CODE,
        () -> {
          provider().resendCode(unknown.username());
          provider().resendCode(confirmed.username());

          assertThat(newestCode(unknown.email())).isNull();
          assertThat(newestCode(confirmed.email())).isIn(null, code);
        });
  }

  private NewUser unconfirmed() {
    NewUser user = newUser();
    assertThat(provider().register(user)).isInstanceOf(ConfirmationRequired.class);
    return user;
  }
}
