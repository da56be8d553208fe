package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.AccountAccess;
import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.EmailVerificationOutcome.EmailVerified;
import dev.gatehouse.domain.LoginOutcome.InvalidCredentials;
import dev.gatehouse.domain.LoginOutcome.LoggedIn;
import dev.gatehouse.domain.NewPassword;
import dev.gatehouse.domain.NewUser;
import dev.gatehouse.domain.Password;
import dev.gatehouse.domain.PasswordChangeOutcome;
import dev.gatehouse.domain.PasswordChangeOutcome.AccessRefused;
import dev.gatehouse.domain.PasswordChangeOutcome.PasswordChanged;
import dev.gatehouse.domain.PasswordResetOutcome.InvalidCode;
import dev.gatehouse.domain.PasswordResetOutcome.PasswordReset;
import dev.gatehouse.domain.Tokens;
import org.junit.jupiter.api.Test;

/** What every {@code PasswordKeeper} promises, as tests. */
public abstract class PasswordKeeperContract extends ProviderContract {

  private static final NewPassword ANOTHER = new NewPassword("Another1password");

  @Test
  void code_resets_the_password() {
    NewUser user = recoverable();
    NewUser renewed = after(user, ANOTHER);
    provider().sendResetCode(user.username());

    assertThat(provider().reset(user.username(), codeSentTo(user), ANOTHER))
        .isEqualTo(new PasswordReset(identityOf(renewed).subject()));

    assertThat(logIn(renewed)).isInstanceOf(LoggedIn.class);
    assertThat(logIn(user)).isEqualTo(new InvalidCredentials());
  }

  @Test
  void reset_ends_all_sessions() {
    NewUser user = recoverable();
    Tokens first = tokensOf(user);
    Tokens second = tokensOf(user);
    provider().sendResetCode(user.username());

    keeps(
        Promise.RESET_ENDS_SESSIONS,
        () -> {
          assertThat(provider().reset(user.username(), codeSentTo(user), ANOTHER))
              .isInstanceOf(PasswordReset.class);
          assertThat(refreshes(first)).isFalse();
          assertThat(refreshes(second)).isFalse();
        });
  }

  @Test
  void wrong_code_resets_nothing() {
    NewUser user = recoverable();
    provider().sendResetCode(user.username());
    ConfirmationCode code = codeSentTo(user);

    assertThat(provider().reset(user.username(), wrong(code), ANOTHER))
        .isEqualTo(new InvalidCode());

    assertThat(logIn(user)).isInstanceOf(LoggedIn.class);
    assertThat(logIn(after(user, ANOTHER))).isEqualTo(new InvalidCredentials());
    assertThat(provider().reset(user.username(), code, ANOTHER)).isInstanceOf(PasswordReset.class);
  }

  @Test
  void code_resets_once() {
    NewUser user = recoverable();
    provider().sendResetCode(user.username());
    ConfirmationCode code = codeSentTo(user);
    provider().reset(user.username(), code, ANOTHER);

    assertThat(provider().reset(user.username(), code, new NewPassword("Third1password")))
        .isEqualTo(new InvalidCode());

    assertThat(logIn(after(user, ANOTHER))).isInstanceOf(LoggedIn.class);
  }

  @Test
  void newest_code_counts() {
    NewUser user = recoverable();
    provider().sendResetCode(user.username());
    ConfirmationCode former = codeSentTo(user);
    ConfirmationCode newest =
        nextCode(user.email(), () -> provider().sendResetCode(user.username()));

    keeps(
        Promise.FORMER_CODES_END,
        () -> {
          assertThat(provider().reset(user.username(), former, ANOTHER))
              .isEqualTo(new InvalidCode());
          assertThat(provider().reset(user.username(), newest, ANOTHER))
              .isInstanceOf(PasswordReset.class);
        });
  }

  @Test
  void no_code_is_sent_for_an_unknown_user_and_nobody_is_told() {
    NewUser unknown = newUser();

    provider().sendResetCode(unknown.username());

    assertThat(newestCode(unknown.email())).isNull();
  }

  @Test
  void unknown_user_and_wrong_code_look_the_same() {
    assertThat(provider().reset(newUser().username(), new ConfirmationCode("123456"), ANOTHER))
        .isEqualTo(new InvalidCode());
  }

  @Test
  void changed_password_logs_in_and_the_old_one_does_not() {
    NewUser user = registered(newUser());
    Tokens tokens = tokensOf(user);

    assertThat(provider().changePassword(access(tokens), user.password().asPassword(), ANOTHER))
        .isEqualTo(new PasswordChanged());

    assertThat(logIn(after(user, ANOTHER))).isInstanceOf(LoggedIn.class);
    assertThat(logIn(user)).isEqualTo(new InvalidCredentials());
    assertThat(refreshes(tokens)).isTrue();
  }

  @Test
  void wrong_current_password_changes_nothing() {
    NewUser user = registered(newUser());

    assertThat(
            provider()
                .changePassword(access(tokensOf(user)), new Password("Wrong1password"), ANOTHER))
        .isEqualTo(new PasswordChangeOutcome.InvalidCredentials());

    assertThat(logIn(user)).isInstanceOf(LoggedIn.class);
    assertThat(logIn(after(user, ANOTHER))).isEqualTo(new InvalidCredentials());
  }

  @Test
  void access_token_of_an_ended_session_changes_nothing() {
    NewUser user = registered(newUser());
    Tokens ended = tokensOf(user);
    provider().end(ended.refreshToken());

    keeps(
        Promise.END_OF_ACCESS,
        () -> {
          assertThat(
                  provider().changePassword(access(ended), user.password().asPassword(), ANOTHER))
              .isEqualTo(new AccessRefused());
          assertThat(logIn(user)).isInstanceOf(LoggedIn.class);
        });
  }

  /** A user whose address is verified: some providers send codes nowhere else. */
  private NewUser recoverable() {
    NewUser user = registered(newUser());
    AccountAccess access = access(tokensOf(user));
    provider().sendEmailCode(access);
    assertThat(provider().verifyEmail(access, codeSentTo(user))).isEqualTo(new EmailVerified());
    return user;
  }
}
