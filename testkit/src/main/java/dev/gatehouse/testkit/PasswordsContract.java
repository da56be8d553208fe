package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.EmailVerificationOutcome.EmailVerified;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.account.PasswordChangeOutcome.PasswordChanged;
import dev.gatehouse.domain.account.PasswordResetOutcome.PasswordReset;
import dev.gatehouse.domain.login.LoginProgress.LoggedIn;
import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.refusal.InvalidCode;
import dev.gatehouse.domain.refusal.InvalidCredentials;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.token.Tokens;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Tests that every {@code Passwords} must pass. */
abstract class PasswordsContract extends ProviderContract {
  PasswordsContract(Supplier<ProviderFixture> fixtures) {
    super(fixtures);
  }

  private static final NewPassword ANOTHER = new NewPassword("Another1password");

  @Test
  void code_resets_the_password() {
    NewUser user = recoverable();
    NewUser renewed = after(user, ANOTHER);
    passwords().sendResetCode(CALLER, user.username());

    assertThat(passwords().reset(CALLER, user.username(), codeSentTo(user), ANOTHER))
        .isInstanceOfSatisfying(
            PasswordReset.class,
            reset -> assertThat(reset.subject()).isEqualTo(identityOf(renewed).subject()));

    assertThat(logIn(renewed)).isInstanceOf(LoggedIn.class);
    assertThat(logIn(user)).isEqualTo(new InvalidCredentials());
  }

  @Test
  void reset_ends_all_sessions() {
    NewUser user = registered(newUser());
    Tokens first = verifyAddress(user);
    Tokens second = tokensOf(user);
    passwords().sendResetCode(CALLER, user.username());

    assertThat(passwords().reset(CALLER, user.username(), codeSentTo(user), ANOTHER))
        .isInstanceOfSatisfying(
            PasswordReset.class, reset -> assertTells(reset.ended(), first, second));
    assertThat(refreshes(first)).isFalse();
    assertThat(refreshes(second)).isFalse();
  }

  @Test
  void wrong_code_resets_nothing() {
    NewUser user = recoverable();
    passwords().sendResetCode(CALLER, user.username());
    ConfirmationCode code = codeSentTo(user);

    assertThat(passwords().reset(CALLER, user.username(), wrong(code), ANOTHER))
        .isEqualTo(new InvalidCode());

    assertThat(logIn(user)).isInstanceOf(LoggedIn.class);
    assertThat(logIn(after(user, ANOTHER))).isEqualTo(new InvalidCredentials());
    assertThat(passwords().reset(CALLER, user.username(), code, ANOTHER))
        .isInstanceOf(PasswordReset.class);
  }

  @Test
  void reset_code_works_once() {
    NewUser user = recoverable();
    passwords().sendResetCode(CALLER, user.username());
    ConfirmationCode code = codeSentTo(user);
    passwords().reset(CALLER, user.username(), code, ANOTHER);

    assertThat(passwords().reset(CALLER, user.username(), code, new NewPassword("Third1password")))
        .isEqualTo(new InvalidCode());

    assertThat(logIn(after(user, ANOTHER))).isInstanceOf(LoggedIn.class);
  }

  @Test
  void only_the_newest_reset_code_works() {
    NewUser user = recoverable();
    passwords().sendResetCode(CALLER, user.username());
    ConfirmationCode former = codeSentTo(user);
    ConfirmationCode newest =
        nextCode(user.email(), () -> passwords().sendResetCode(CALLER, user.username()));

    assertThat(passwords().reset(CALLER, user.username(), former, ANOTHER))
        .isEqualTo(new InvalidCode());
    assertThat(passwords().reset(CALLER, user.username(), newest, ANOTHER))
        .isInstanceOf(PasswordReset.class);
  }

  @Test
  void reset_code_is_void_after_the_password_changed() {
    NewUser user = recoverable();
    AccountAccess access = access(tokensOf(user));
    passwords().sendResetCode(CALLER, user.username());
    ConfirmationCode code = codeSentTo(user);

    passwords().change(access, user.password().asPassword(), ANOTHER);

    assertThat(passwords().reset(CALLER, user.username(), code, new NewPassword("Third1password")))
        .isEqualTo(new InvalidCode());
    assertThat(logIn(after(user, ANOTHER))).isInstanceOf(LoggedIn.class);
  }

  @Test
  void reset_code_is_void_after_the_address_changed() {
    NewUser user = recoverable();
    AccountAccess access = access(tokensOf(user));
    passwords().sendResetCode(CALLER, user.username());
    ConfirmationCode code = codeSentTo(user);
    EmailAddress other = newUser().email();

    profiles().changeEmail(access, other);
    assertThat(profiles().verifyEmail(access, codeSentTo(other))).isEqualTo(new EmailVerified());

    assertThat(passwords().reset(CALLER, user.username(), code, ANOTHER))
        .isEqualTo(new InvalidCode());
  }

  @Test
  void unknown_user_gets_no_reset_code_and_no_error() {
    NewUser unknown = newUser();

    passwords().sendResetCode(CALLER, unknown.username());

    assertThat(fixture().newestCode(unknown.email())).isNull();
  }

  @Test
  void unknown_user_and_wrong_code_give_the_same_result() {
    assertThat(
            passwords()
                .reset(CALLER, newUser().username(), new ConfirmationCode("123456"), ANOTHER))
        .isEqualTo(new InvalidCode());
  }

  @Test
  void new_password_logs_in_and_old_password_does_not() {
    NewUser user = registered(newUser());
    Tokens tokens = tokensOf(user);

    assertThat(passwords().change(access(tokens), user.password().asPassword(), ANOTHER))
        .isEqualTo(new PasswordChanged());

    assertThat(logIn(after(user, ANOTHER))).isInstanceOf(LoggedIn.class);
    assertThat(logIn(user)).isEqualTo(new InvalidCredentials());
    assertThat(refreshes(tokens)).isTrue();
  }

  @Test
  void wrong_current_password_changes_nothing() {
    NewUser user = registered(newUser());

    assertThat(passwords().change(access(tokensOf(user)), new Password("Wrong1password"), ANOTHER))
        .isEqualTo(new InvalidCredentials());

    assertThat(logIn(user)).isInstanceOf(LoggedIn.class);
    assertThat(logIn(after(user, ANOTHER))).isEqualTo(new InvalidCredentials());
  }

  @Test
  void access_token_of_an_ended_session_changes_nothing() {
    NewUser user = registered(newUser());
    Tokens ended = tokensOf(user);
    sessions().end(ended.refreshToken());

    assertThat(passwords().change(access(ended), user.password().asPassword(), ANOTHER))
        .isEqualTo(new AccessRefused());
    assertThat(logIn(user)).isInstanceOf(LoggedIn.class);
  }

  private NewUser recoverable() {
    NewUser user = registered(newUser());
    verifyAddress(user);
    return user;
  }

  /**
   * Logs in and verifies the e-mail address: some providers send codes only to verified addresses.
   */
  private Tokens verifyAddress(NewUser user) {
    Tokens tokens = tokensOf(user);
    AccountAccess access = access(tokens);
    profiles().sendEmailCode(access);
    assertThat(profiles().verifyEmail(access, codeSentTo(user))).isEqualTo(new EmailVerified());
    return tokens;
  }
}
