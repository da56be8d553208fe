package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.DeletionOutcome.Deleted;
import dev.gatehouse.domain.account.EmailChangeOutcome.EmailChanged;
import dev.gatehouse.domain.account.EmailCodeOutcome.CodeRequested;
import dev.gatehouse.domain.account.EmailVerificationOutcome.EmailVerified;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.login.LoginProgress.LoggedIn;
import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.refusal.InvalidCode;
import dev.gatehouse.domain.refusal.InvalidCredentials;
import dev.gatehouse.domain.session.RefreshOutcome.InvalidRefreshToken;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.token.Tokens;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Tests that every {@code Profiles} must pass. */
abstract class ProfilesContract extends ProviderContract {
  ProfilesContract(Supplier<ProviderFixture> fixtures) {
    super(fixtures);
  }

  @Test
  void address_of_the_user_is_found() {
    NewUser user = registered(newUser());

    assertThat(profiles().findEmail(access(tokensOf(user)))).isEqualTo(user.email());
  }

  @Test
  void subject_of_a_name_is_found() {
    NewUser user = registered(newUser());
    AccountAccess access = access(tokensOf(user));
    assertThat(profiles().findSubject(user.username()))
        .isEqualTo(access.claims().identity().subject());
    assertThat(profiles().findSubject(newUser().username())).isNull();
  }

  @Test
  void address_changes_after_its_code_is_confirmed() {
    NewUser user = registered(newUser());
    AccountAccess access = access(tokensOf(user));
    EmailAddress other = newUser().email();

    assertThat(profiles().changeEmail(access, other))
        .isEqualTo(new EmailChanged(new Identity.Email(user.email(), false), true));
    assertThat(identityOf(user).email()).isEqualTo(new Identity.Email(user.email(), false));

    assertThat(profiles().verifyEmail(access, codeSentTo(other))).isEqualTo(new EmailVerified());
    assertThat(identityOf(user).email()).isEqualTo(new Identity.Email(other, true));
  }

  @Test
  void same_address_needs_no_code() {
    NewUser user = registered(newUser());
    ConfirmationCode before = fixture().newestCode(user.email());

    assertThat(profiles().changeEmail(access(tokensOf(user)), user.email()))
        .isEqualTo(new EmailChanged(new Identity.Email(user.email(), false), false));

    assertThat(fixture().newestCode(user.email())).isEqualTo(before);
  }

  @Test
  void only_the_newest_code_verifies_the_address() {
    NewUser user = registered(newUser());
    AccountAccess access = access(tokensOf(user));
    assertThat(profiles().sendEmailCode(access)).isEqualTo(new CodeRequested());
    ConfirmationCode former = codeSentTo(user);
    ConfirmationCode newest = nextCode(user.email(), () -> profiles().sendEmailCode(access));

    assertThat(profiles().verifyEmail(access, former)).isEqualTo(new InvalidCode());
    assertThat(profiles().verifyEmail(access, newest)).isEqualTo(new EmailVerified());
    assertThat(identityOf(user).email()).isEqualTo(new Identity.Email(user.email(), true));
  }

  @Test
  void wrong_code_verifies_nothing() {
    NewUser user = registered(newUser());
    AccountAccess access = access(tokensOf(user));
    assertThat(profiles().verifyEmail(access, new ConfirmationCode("123456")))
        .isEqualTo(new InvalidCode());
    profiles().sendEmailCode(access);

    assertThat(profiles().verifyEmail(access, wrong(codeSentTo(user))))
        .isEqualTo(new InvalidCode());

    assertThat(identityOf(user).email()).isEqualTo(new Identity.Email(user.email(), false));
  }

  @Test
  void deleted_user_cannot_log_in_and_name_is_free() {
    NewUser user = registered(newUser());
    Tokens tokens = tokensOf(user);
    Subject before = access(tokens).claims().identity().subject();

    assertThat(profiles().delete(access(tokens)))
        .isInstanceOfSatisfying(Deleted.class, deleted -> assertTells(deleted.ended(), tokens));

    assertThat(profiles().findSubject(user.username())).isNull();
    assertThat(logIn(user)).isEqualTo(new InvalidCredentials());
    assertThat(sessions().refresh(tokens.refreshToken())).isEqualTo(new InvalidRefreshToken());
    registered(user);
    assertThat(identityOf(user).subject()).isNotEqualTo(before);
  }

  @Test
  void access_token_of_an_ended_session_does_nothing() {
    NewUser user = registered(newUser());
    Tokens tokens = tokensOf(user);
    AccountAccess ended = access(tokens);
    sessions().end(tokens.refreshToken());

    assertThat(profiles().findEmail(ended)).isNull();
    assertThat(profiles().changeEmail(ended, newUser().email())).isEqualTo(new AccessRefused());
    assertThat(profiles().sendEmailCode(ended)).isEqualTo(new AccessRefused());
    assertThat(profiles().verifyEmail(ended, new ConfirmationCode("123456")))
        .isEqualTo(new AccessRefused());
    assertThat(profiles().delete(ended)).isEqualTo(new AccessRefused());
    assertThat(logIn(user)).isInstanceOf(LoggedIn.class);
  }
}
