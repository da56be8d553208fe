package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.AccountAccess;
import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.DeletionOutcome;
import dev.gatehouse.domain.DeletionOutcome.Deleted;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.EmailChangeOutcome;
import dev.gatehouse.domain.EmailChangeOutcome.EmailChanged;
import dev.gatehouse.domain.EmailCodeOutcome;
import dev.gatehouse.domain.EmailCodeOutcome.CodeRequested;
import dev.gatehouse.domain.EmailVerificationOutcome;
import dev.gatehouse.domain.EmailVerificationOutcome.EmailVerified;
import dev.gatehouse.domain.EmailVerificationOutcome.InvalidCode;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.LoginOutcome.InvalidCredentials;
import dev.gatehouse.domain.LoginOutcome.LoggedIn;
import dev.gatehouse.domain.NewUser;
import dev.gatehouse.domain.Password;
import dev.gatehouse.domain.RefreshOutcome.InvalidRefreshToken;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Tokens;
import org.junit.jupiter.api.Test;

/** What every {@code ProfileKeeper} promises, as tests. */
public abstract class ProfileKeeperContract extends ProviderContract {

  @Test
  void address_changes_when_its_code_is_given() {
    NewUser user = registered(newUser());
    AccountAccess access = access(tokensOf(user));
    EmailAddress other = newUser().email();

    keeps(
        Promise.VERIFICATION_BEFORE_CHANGE,
        () -> {
          assertThat(provider().changeEmail(access, other))
              .isEqualTo(new EmailChanged(new Identity.Email(user.email(), false), true));
          assertThat(identityOf(user).email()).isEqualTo(new Identity.Email(user.email(), false));

          assertThat(provider().verifyEmail(access, codeSentTo(other)))
              .isEqualTo(new EmailVerified());
          assertThat(identityOf(user).email()).isEqualTo(new Identity.Email(other, true));
        });
  }

  @Test
  void same_address_needs_no_code() {
    NewUser user = registered(newUser());
    ConfirmationCode before = newestCode(user.email());

    assertThat(provider().changeEmail(access(tokensOf(user)), user.email()))
        .isEqualTo(new EmailChanged(new Identity.Email(user.email(), false), false));

    assertThat(newestCode(user.email())).isEqualTo(before);
  }

  @Test
  void newest_code_verifies() {
    NewUser user = registered(newUser());
    AccountAccess access = access(tokensOf(user));
    assertThat(provider().sendEmailCode(access)).isEqualTo(new CodeRequested());
    ConfirmationCode former = codeSentTo(user);
    ConfirmationCode newest = nextCode(user.email(), () -> provider().sendEmailCode(access));

    keeps(
        Promise.FORMER_CODES_END,
        () -> {
          assertThat(provider().verifyEmail(access, former)).isEqualTo(new InvalidCode());
          assertThat(provider().verifyEmail(access, newest)).isEqualTo(new EmailVerified());
          assertThat(identityOf(user).email()).isEqualTo(new Identity.Email(user.email(), true));
        });
  }

  @Test
  void wrong_code_verifies_nothing() {
    NewUser user = registered(newUser());
    AccountAccess access = access(tokensOf(user));
    assertThat(provider().verifyEmail(access, new ConfirmationCode("123456")))
        .isEqualTo(new InvalidCode());
    provider().sendEmailCode(access);

    assertThat(provider().verifyEmail(access, wrong(codeSentTo(user))))
        .isEqualTo(new InvalidCode());

    assertThat(identityOf(user).email()).isEqualTo(new Identity.Email(user.email(), false));
  }

  @Test
  void deleted_user_is_gone_and_the_name_is_free() {
    NewUser user = registered(newUser());
    Subject before = identityOf(user).subject();
    Tokens tokens = tokensOf(user);

    assertThat(provider().delete(access(tokens), user.password().asPassword()))
        .isEqualTo(new Deleted());

    assertThat(logIn(user)).isEqualTo(new InvalidCredentials());
    assertThat(provider().refresh(tokens.refreshToken())).isEqualTo(new InvalidRefreshToken());
    registered(user);
    assertThat(identityOf(user).subject()).isNotEqualTo(before);
  }

  @Test
  void wrong_password_deletes_nothing() {
    NewUser user = registered(newUser());
    Tokens tokens = tokensOf(user);

    assertThat(provider().delete(access(tokens), new Password("Wrong1password")))
        .isEqualTo(new DeletionOutcome.InvalidCredentials());

    assertThat(logIn(user)).isInstanceOf(LoggedIn.class);
    assertThat(refreshes(tokens)).isTrue();
  }

  @Test
  void access_token_of_an_ended_session_does_nothing() {
    NewUser user = registered(newUser());
    Tokens tokens = tokensOf(user);
    AccountAccess ended = access(tokens);
    provider().end(tokens.refreshToken());

    keeps(
        Promise.END_OF_ACCESS,
        () -> {
          assertThat(provider().changeEmail(ended, newUser().email()))
              .isEqualTo(new EmailChangeOutcome.AccessRefused());
          assertThat(provider().sendEmailCode(ended))
              .isEqualTo(new EmailCodeOutcome.AccessRefused());
          assertThat(provider().verifyEmail(ended, new ConfirmationCode("123456")))
              .isEqualTo(new EmailVerificationOutcome.AccessRefused());
          assertThat(provider().delete(ended, user.password().asPassword()))
              .isEqualTo(new DeletionOutcome.AccessRefused());
          assertThat(logIn(user)).isInstanceOf(LoggedIn.class);
        });
  }
}
