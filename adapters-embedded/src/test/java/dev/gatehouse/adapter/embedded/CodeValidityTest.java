package dev.gatehouse.adapter.embedded;

import static dev.gatehouse.adapter.embedded.Users.CALLER;
import static dev.gatehouse.adapter.embedded.Users.named;
import static dev.gatehouse.adapter.embedded.Users.tokens;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.EmailVerificationOutcome.EmailVerified;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.port.Totp;
import dev.gatehouse.domain.refusal.InvalidCode;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.totp.TotpConfirmationOutcome;
import dev.gatehouse.domain.totp.TotpEnrolmentOutcome.Begun;
import dev.gatehouse.domain.totp.TotpSecret;
import dev.gatehouse.testkit.Authenticator;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that a code is void after any change of what it proves. */
final class CodeValidityTest {
  private static final NewPassword ANOTHER = new NewPassword("Another1password");
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:10Z");

  private final NewUser alice = named("Alice");

  @AutoClose
  private final EmbeddedIdentityProvider provider =
      EmbeddedIdentityProvider.inMemory(InstantSource.fixed(NOW)).open();

  private AccountAccess signedIn() {
    provider.registrations().register(CALLER, alice);
    return Access.of(tokens(provider, alice).accessToken());
  }

  @Test
  void only_the_code_of_the_last_change_of_the_address_works() {
    AccountAccess access = signedIn();
    EmailAddress first = new EmailAddress("first@example.com");
    EmailAddress second = new EmailAddress("second@example.com");
    provider.profiles().changeEmail(access, first);
    ConfirmationCode former = requireNonNull(provider.newestCode(first));
    provider.profiles().changeEmail(access, second);

    assertThat(provider.profiles().verifyEmail(access, former)).isEqualTo(new InvalidCode());
    assertThat(provider.profiles().verifyEmail(access, requireNonNull(provider.newestCode(second))))
        .isEqualTo(new EmailVerified());
  }

  /** A change of the account after which no earlier code may work. */
  enum Change {
    PASSWORD_CHANGED,
    TEMPORARY_PASSWORD_SET,
    ADDRESS_VERIFIED,
    ADDRESS_CHANGED,
    ADDRESS_CHANGED_TO_AND_FRO,
    USER_DISABLED_AND_ENABLED,
    USER_DELETED_AND_REGISTERED_AGAIN,
    APP_ACTIVATED,
    APP_REPLACED,
    APP_REMOVED
  }

  private void apply(Change change, AccountAccess access) {
    Password password = alice.password().asPassword();
    UserAdministration operator = UserAdministration.of(provider);
    switch (change) {
      case PASSWORD_CHANGED -> provider.passwords().change(access, password, ANOTHER);
      case TEMPORARY_PASSWORD_SET -> operator.resetPassword(alice.username());
      case ADDRESS_VERIFIED -> {
        provider.profiles().sendEmailCode(access);
        verify(access, alice.email());
      }
      case ADDRESS_CHANGED -> changeAddress(access, new EmailAddress("other@example.com"));
      case ADDRESS_CHANGED_TO_AND_FRO -> {
        changeAddress(access, new EmailAddress("other@example.com"));
        changeAddress(access, alice.email());
      }
      case USER_DISABLED_AND_ENABLED -> {
        operator.disable(alice.username());
        operator.enable(alice.username());
      }
      case USER_DELETED_AND_REGISTERED_AGAIN -> {
        provider.profiles().delete(access);
        provider.registrations().register(CALLER, alice);
      }
      case APP_ACTIVATED, APP_REPLACED -> confirmApp(access);
      case APP_REMOVED -> operator.removeTotp(alice.username());
    }
  }

  private void changeAddress(AccountAccess access, EmailAddress address) {
    provider.profiles().changeEmail(access, address);
    verify(access, address);
  }

  private void verify(AccountAccess access, EmailAddress address) {
    assertThat(
            provider.profiles().verifyEmail(access, requireNonNull(provider.newestCode(address))))
        .isEqualTo(new EmailVerified());
  }

  private void confirmApp(AccountAccess access) {
    Totp totp = provider.totp().orElseThrow();
    TotpSecret secret = ((Begun) totp.begin(access)).secret();
    assertThat(totp.confirm(access, new Authenticator(secret).code(NOW)))
        .isEqualTo(new TotpConfirmationOutcome.Confirmed());
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void reset_code_is_void_after_a_change_of_the_account(Change change) {
    AccountAccess access = signedIn();
    if (change == Change.APP_REPLACED || change == Change.APP_REMOVED) {
      confirmApp(access);
    }
    provider.passwords().sendResetCode(CALLER, alice.username());
    ConfirmationCode code = requireNonNull(provider.newestCode(alice.email()));

    apply(change, access);

    assertThat(
            provider
                .passwords()
                .reset(CALLER, alice.username(), code, new NewPassword("Third1horse")))
        .isEqualTo(new InvalidCode());
  }

  @Test
  void code_for_a_new_address_is_void_after_a_change_of_the_password() {
    AccountAccess access = signedIn();
    EmailAddress other = new EmailAddress("other@example.com");
    provider.profiles().changeEmail(access, other);
    ConfirmationCode code = requireNonNull(provider.newestCode(other));

    provider.passwords().change(access, alice.password().asPassword(), ANOTHER);

    assertThat(provider.profiles().verifyEmail(access, code)).isEqualTo(new InvalidCode());
  }
}
