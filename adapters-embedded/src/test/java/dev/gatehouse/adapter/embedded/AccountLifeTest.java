package dev.gatehouse.adapter.embedded;

import static dev.gatehouse.adapter.embedded.Users.CALLER;
import static dev.gatehouse.adapter.embedded.Users.named;
import static dev.gatehouse.adapter.embedded.Users.tokens;
import static dev.gatehouse.domain.account.RegistrationConfirmation.AUTO;
import static dev.gatehouse.domain.account.RegistrationConfirmation.CODE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.adapter.embedded.hashing.PasswordHasher;
import dev.gatehouse.adapter.embedded.hashing.PasswordHasher.Cost;
import dev.gatehouse.adapter.embedded.hashing.WorkerPool;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.ConfirmationOutcome.Confirmed;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import dev.gatehouse.domain.account.RegistrationOutcome.ConfirmationRequired;
import dev.gatehouse.domain.account.RegistrationOutcome.UsernameTaken;
import dev.gatehouse.domain.login.LoginOutcome.UserNotConfirmed;
import dev.gatehouse.domain.login.LoginProgress.LoggedIn;
import dev.gatehouse.domain.refusal.InvalidCode;
import dev.gatehouse.domain.refusal.InvalidCredentials;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import dev.gatehouse.domain.session.ProviderRefreshOutcome.RefreshTokenReused;
import dev.gatehouse.domain.session.RefreshOutcome.InvalidRefreshToken;
import dev.gatehouse.domain.session.RefreshOutcome.Refreshed;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.token.IdToken;
import dev.gatehouse.domain.token.RefreshToken;
import dev.gatehouse.domain.token.RefreshedTokens;
import dev.gatehouse.domain.token.Tokens;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Tests what the embedded provider adds to the contract: lifetimes, numbers of attempts, and work.
 */
final class AccountLifeTest {
  private static final NewPassword ANOTHER = new NewPassword("Another1password");
  private static final ConfirmationCode NO_CODE = new ConfirmationCode("none");

  private final PasswordHasher hasher = new PasswordHasher(Cost.LEAST, new SecureRandom());
  private final NewUser alice = named("Alice");
  private Instant now = Instant.parse("2026-01-01T12:00:00Z");
  @AutoClose private final EmbeddedIdentityProvider provider = provider(AUTO);
  @AutoClose private final EmbeddedIdentityProvider byCode = provider(CODE);

  private EmbeddedIdentityProvider provider(RegistrationConfirmation confirmation) {
    return builder(confirmation).open();
  }

  private EmbeddedProviderBuilder builder(RegistrationConfirmation confirmation) {
    return EmbeddedIdentityProvider.inMemory(() -> now)
        .issuer("https://auth.example.com")
        .confirmation(confirmation)
        .hasher(hasher)
        .workers(new WorkerPool(2));
  }

  @Test
  void replaced_refresh_token_always_returns_the_same_successor() {
    Tokens login = loggedIn();
    RefreshToken successor = requireNonNull(refreshed(login.refreshToken()).refreshToken());

    for (int i = 0; i < 30; i++) {
      now = now.plusSeconds(1);
      assertThat(refreshed(login.refreshToken()).refreshToken()).isEqualTo(successor);
    }

    assertThat(refreshed(successor).refreshToken()).isNotEqualTo(successor);
  }

  @Test
  void replaced_refresh_token_ends_the_session_once_its_successor_was_used() {
    Tokens login = loggedIn();
    RefreshToken successor = requireNonNull(refreshed(login.refreshToken()).refreshToken());
    RefreshToken newest = requireNonNull(refreshed(successor).refreshToken());

    assertThat(provider.sessions().refresh(login.refreshToken()))
        .isEqualTo(new RefreshTokenReused(Access.of(login.accessToken()).claims().session()));

    assertThat(provider.sessions().refresh(newest)).isEqualTo(new InvalidRefreshToken());
  }

  @Test
  void replaced_refresh_token_stays_valid_for_30_seconds() throws Exception {
    Tokens login = loggedIn();
    RefreshedTokens renewed = refreshed(login.refreshToken());
    assertThat(renewed.refreshToken()).isNotNull().isNotEqualTo(login.refreshToken());

    now = now.plusSeconds(30);
    assertThat(provider.sessions().refresh(login.refreshToken())).isInstanceOf(Refreshed.class);
    assertThat(authTime(renewed.idToken())).isEqualTo(authTime(login.idToken()));
  }

  @Test
  void late_reuse_of_replaced_refresh_token_ends_session() {
    Tokens other = loggedIn();
    Tokens login = tokens(provider, alice);
    RefreshToken thiefs = requireNonNull(refreshed(login.refreshToken()).refreshToken());

    now = now.plusSeconds(31);
    assertThat(provider.sessions().refresh(login.refreshToken()))
        .isEqualTo(new RefreshTokenReused(Access.of(login.accessToken()).claims().session()));

    assertThat(provider.sessions().refresh(thiefs)).isEqualTo(new InvalidRefreshToken());
    assertThat(provider.sessions().refresh(login.refreshToken()))
        .isEqualTo(new InvalidRefreshToken());
    assertThat(provider.sessions().refresh(other.refreshToken())).isInstanceOf(Refreshed.class);
  }

  @Test
  void session_ends_30_days_after_login_despite_refreshes() {
    RefreshToken token = loggedIn().refreshToken();
    for (int day = 1; day < 30; day++) {
      now = now.plus(Duration.ofDays(1));
      token = requireNonNull(refreshed(token).refreshToken());
    }

    now = now.plus(Duration.ofDays(1));
    assertThat(provider.sessions().refresh(token)).isEqualTo(new InvalidRefreshToken());
  }

  @Test
  void code_has_eight_digits_and_allows_150_tries() {
    byCode.registrations().register(CALLER, alice);
    ConfirmationCode code = code();
    assertThat(code.reveal()).matches("[0-9]{8}");

    giveWrongCodes(150);

    assertThat(byCode.registrations().confirm(CALLER, alice.username(), code))
        .isEqualTo(new InvalidCode());
    byCode.registrations().resendCode(CALLER, alice.username());
    assertThat(byCode.registrations().confirm(CALLER, alice.username(), code()))
        .isEqualTo(new Confirmed());
  }

  @Test
  void correct_code_is_accepted_at_the_last_try() {
    byCode.registrations().register(CALLER, alice);
    giveWrongCodes(149);

    assertThat(byCode.registrations().confirm(CALLER, alice.username(), code()))
        .isEqualTo(new Confirmed());
  }

  private void giveWrongCodes(int number) {
    for (int i = 0; i < number; i++) {
      assertThat(byCode.registrations().confirm(CALLER, alice.username(), NO_CODE))
          .isEqualTo(new InvalidCode());
    }
  }

  @Test
  void registration_expires_after_24_hours_despite_a_new_code() {
    byCode.registrations().register(CALLER, alice);
    now = now.plus(Duration.ofHours(24)).minusSeconds(1);
    byCode.registrations().resendCode(CALLER, alice.username());
    ConfirmationCode code = code();

    now = now.plusSeconds(1);
    assertThat(byCode.registrations().confirm(CALLER, alice.username(), code))
        .isEqualTo(new InvalidCode());
    assertThat(Users.logIn(byCode, alice)).isEqualTo(new InvalidCredentials());
    byCode.registrations().resendCode(CALLER, alice.username());
    assertThat(byCode.newestCode(alice.email())).isEqualTo(code);
  }

  @Test
  void registration_takes_no_name_until_it_is_confirmed() {
    byCode.registrations().register(CALLER, alice);
    assertThat(byCode.registrations().register(CALLER, alice))
        .isInstanceOf(ConfirmationRequired.class);

    assertThat(byCode.registrations().confirm(CALLER, alice.username(), code()))
        .isEqualTo(new Confirmed());

    assertThat(byCode.registrations().register(CALLER, alice)).isEqualTo(new UsernameTaken());
  }

  @Test
  void registrations_of_one_name_do_not_touch_each_other() {
    NewUser attacker = rival("mallory@example.com");
    byCode.registrations().register(CALLER, attacker);
    byCode.registrations().register(CALLER, alice);
    ConfirmationCode code = code();
    byCode.registrations().register(CALLER, attacker);

    assertThat(Users.logIn(byCode, alice)).isEqualTo(new UserNotConfirmed());
    assertThat(Users.logIn(byCode, attacker)).isEqualTo(new UserNotConfirmed());
    assertThat(byCode.registrations().confirm(CALLER, alice.username(), code))
        .isEqualTo(new Confirmed());
    assertThat(Users.logIn(byCode, attacker)).isEqualTo(new InvalidCredentials());
    assertThat(
            byCode
                .registrations()
                .confirm(
                    CALLER, alice.username(), requireNonNull(byCode.newestCode(attacker.email()))))
        .isEqualTo(new InvalidCode());
    assertThat(Users.logIn(byCode, alice)).isInstanceOf(LoggedIn.class);
  }

  @Test
  void no_code_is_sent_again_while_several_registrations_of_a_name_wait() {
    byCode.registrations().register(CALLER, alice);
    byCode.registrations().register(CALLER, rival(alice.email().value()));
    ConfirmationCode last = code();

    byCode.registrations().resendCode(CALLER, alice.username());

    assertThat(code()).isEqualTo(last);
  }

  @Test
  void hundred_registrations_of_a_name_wait_and_the_oldest_goes() {
    byCode.registrations().register(CALLER, alice);
    ConfirmationCode oldest = code();
    for (int i = 0; i < 99; i++) {
      byCode.registrations().register(CALLER, rival("mallory-" + i + "@example.com"));
    }
    assertThat(Users.logIn(byCode, alice)).isEqualTo(new UserNotConfirmed());

    byCode.registrations().register(CALLER, rival("mallory@example.com"));

    assertThat(Users.logIn(byCode, alice)).isEqualTo(new InvalidCredentials());
    assertThat(byCode.registrations().confirm(CALLER, alice.username(), oldest))
        .isEqualTo(new InvalidCode());
    byCode.registrations().register(CALLER, alice);
    assertThat(byCode.registrations().confirm(CALLER, alice.username(), code()))
        .isEqualTo(new Confirmed());
  }

  private NewUser rival(String email) {
    return new NewUser(alice.username(), ANOTHER, new EmailAddress(email));
  }

  @Test
  void codes_to_an_unverified_address_are_limited_for_all_users() {
    AtomicInteger left = new AtomicInteger(3);
    TooManyAttempts refused = new TooManyAttempts(Duration.ofMinutes(6));
    try (EmbeddedIdentityProvider limited =
        builder(CODE).codeLimit(_ -> left.getAndDecrement() > 0 ? null : refused).open()) {
      limited.registrations().register(CALLER, alice);
      ConfirmationCode first = limited.newestCode(alice.email());
      limited.registrations().register(CALLER, named("bob"));
      limited.registrations().resendCode(CALLER, new Username("bob"));
      ConfirmationCode last = limited.newestCode(new Username("bob"));

      assertThat(limited.registrations().register(CALLER, named("carol"))).isEqualTo(refused);
      limited.registrations().resendCode(CALLER, new Username("bob"));

      assertThat(limited.newestCode(new Username("bob"))).isEqualTo(last);
      assertThat(limited.registrations().confirm(CALLER, alice.username(), requireNonNull(first)))
          .isEqualTo(new Confirmed());
      limited.passwords().sendResetCode(CALLER, alice.username());
      assertThat(limited.newestCode(alice.username()))
          .as("a code to a verified address")
          .isNotEqualTo(first);
    }
  }

  @Test
  void password_reset_code_expires_after_ten_minutes() {
    provider.registrations().register(CALLER, alice);
    provider.passwords().sendResetCode(CALLER, alice.username());
    ConfirmationCode code = requireNonNull(provider.newestCode(alice.email()));

    now = now.plus(Duration.ofMinutes(10));
    assertThat(provider.newestCode(alice.email())).isNull();
    assertThat(provider.passwords().reset(CALLER, alice.username(), code, ANOTHER))
        .isEqualTo(new InvalidCode());
  }

  @Test
  void only_the_correct_password_returns_user_not_confirmed() {
    byCode.registrations().register(CALLER, alice);

    assertThat(Users.logIn(byCode, alice.username(), new Password("Wrong1horse")))
        .isEqualTo(new InvalidCredentials());
    assertThat(Users.logIn(byCode, alice.username(), alice.password().asPassword()))
        .isEqualTo(new UserNotConfirmed());
    byCode.passwords().sendResetCode(CALLER, alice.username());
    assertThat(byCode.passwords().reset(CALLER, alice.username(), code(), ANOTHER))
        .isEqualTo(new InvalidCode());
  }

  @Test
  void unknown_user_requires_as_many_hashes_as_known_user() {
    NewUser known = named("known");
    Username unknown = new Username("unknown");

    assertHashes(2, () -> byCode.registrations().register(CALLER, known));
    assertHashes(2, () -> byCode.registrations().register(CALLER, known));
    for (Username name : List.of(known.username(), unknown)) {
      assertHashes(1, () -> byCode.registrations().resendCode(CALLER, name));
      assertHashes(1, () -> byCode.registrations().confirm(CALLER, name, NO_CODE));
    }
    byCode.registrations().register(CALLER, rival("mallory@example.com"));
    byCode.registrations().register(CALLER, alice);
    for (Username name : List.of(alice.username(), unknown)) {
      assertHashes(1, () -> Users.logIn(byCode, name, alice.password().asPassword()));
      assertHashes(1, () -> byCode.registrations().confirm(CALLER, name, NO_CODE));
    }
    assertHashes(1, () -> provider.registrations().register(CALLER, known));
    assertHashes(1, () -> provider.registrations().register(CALLER, known));
    assertHashes(1, () -> Users.logIn(provider, known));
    for (Username name : List.of(known.username(), unknown)) {
      assertHashes(1, () -> Users.logIn(provider, name, new Password("Wrong1horse")));
      assertHashes(1, () -> provider.passwords().sendResetCode(CALLER, name));
      assertHashes(1, () -> provider.passwords().reset(CALLER, name, NO_CODE, ANOTHER));
    }
  }

  @Test
  void change_to_the_current_address_cancels_a_pending_change() {
    AccountAccess access = Access.of(loggedIn().accessToken());
    EmailAddress other = new EmailAddress("other@example.com");
    provider.profiles().changeEmail(access, other);
    ConfirmationCode code = requireNonNull(provider.newestCode(other));

    provider.profiles().changeEmail(access, alice.email());

    assertThat(provider.profiles().verifyEmail(access, code)).isEqualTo(new InvalidCode());
  }

  private Tokens loggedIn() {
    provider.registrations().register(CALLER, alice);
    return tokens(provider, alice);
  }

  private RefreshedTokens refreshed(RefreshToken token) {
    return ((Refreshed) provider.sessions().refresh(token)).tokens();
  }

  private ConfirmationCode code() {
    return requireNonNull(byCode.newestCode(alice.email()));
  }

  private void assertHashes(int expected, Runnable action) {
    long before = hasher.hashes();
    action.run();
    assertThat(hasher.hashes() - before).isEqualTo(expected);
  }

  private static Object authTime(IdToken token) throws ParseException {
    return requireNonNull(SignedJWT.parse(token.reveal()).getJWTClaimsSet().getClaim("auth_time"));
  }
}
