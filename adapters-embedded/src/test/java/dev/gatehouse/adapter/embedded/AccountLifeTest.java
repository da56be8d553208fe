package dev.gatehouse.adapter.embedded;

import static dev.gatehouse.adapter.embedded.Users.named;
import static dev.gatehouse.adapter.embedded.Users.tokens;
import static dev.gatehouse.domain.RegistrationConfirmation.AUTO;
import static dev.gatehouse.domain.RegistrationConfirmation.CODE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.adapter.embedded.PasswordHasher.Cost;
import dev.gatehouse.domain.AccountAccess;
import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.ConfirmationOutcome.Confirmed;
import dev.gatehouse.domain.ConfirmationOutcome.InvalidCode;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.EmailVerificationOutcome;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.LoginOutcome.InvalidCredentials;
import dev.gatehouse.domain.LoginOutcome.LoggedIn;
import dev.gatehouse.domain.LoginOutcome.UserNotConfirmed;
import dev.gatehouse.domain.NewPassword;
import dev.gatehouse.domain.NewUser;
import dev.gatehouse.domain.Password;
import dev.gatehouse.domain.PasswordResetOutcome;
import dev.gatehouse.domain.RefreshOutcome.InvalidRefreshToken;
import dev.gatehouse.domain.RefreshOutcome.RefreshTokenReused;
import dev.gatehouse.domain.RefreshOutcome.Refreshed;
import dev.gatehouse.domain.RefreshToken;
import dev.gatehouse.domain.RegistrationConfirmation;
import dev.gatehouse.domain.RenewedTokens;
import dev.gatehouse.domain.Secret;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.TokenOrigin;
import dev.gatehouse.domain.TokenUse;
import dev.gatehouse.domain.Tokens;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.VerifiedClaims;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the embedded provider adds to the contract: how long, how often, and at what cost. */
final class AccountLifeTest {
  private static final NewPassword ANOTHER = new NewPassword("Another1password");
  private static final ConfirmationCode NO_CODE = new ConfirmationCode("none");

  private final PasswordHasher hasher = new PasswordHasher(Cost.LEAST, new SecureRandom());
  private final RecordedEnds ends = new RecordedEnds();
  private final NewUser alice = named("Alice");
  private Instant now = Instant.parse("2026-01-01T12:00:00Z");
  private final EmbeddedIdentityProvider provider = provider(AUTO);
  private final EmbeddedIdentityProvider byCode = provider(CODE);

  private EmbeddedIdentityProvider provider(RegistrationConfirmation confirmation) {
    return EmbeddedIdentityProvider.inMemory(
        () -> now,
        "https://auth.example.com",
        confirmation,
        new OutboxInMemory(),
        hasher,
        new Workers(2));
  }

  @AfterEach
  void close() {
    provider.close();
    byCode.close();
  }

  @Test
  void refresh_token_is_replaced_and_taken_for_half_a_minute_more() {
    Tokens login = loggedIn();
    RenewedTokens renewed = refreshed(login.refreshToken());
    assertThat(renewed.refreshToken()).isNotNull().isNotEqualTo(login.refreshToken());

    now = now.plusSeconds(30);
    assertThat(provider.refresh(login.refreshToken())).isInstanceOf(Refreshed.class);
    assertThat(claim(renewed.idToken(), "auth_time"))
        .isEqualTo(claim(login.idToken(), "auth_time"));
  }

  @Test
  void replaced_token_that_comes_later_ends_the_login_for_both_holders() {
    Tokens other = loggedIn();
    Tokens login = tokens(provider, alice);
    RefreshToken thiefs = requireNonNull(refreshed(login.refreshToken()).refreshToken());

    now = now.plusSeconds(31);
    assertThat(provider.refresh(login.refreshToken()))
        .isEqualTo(new RefreshTokenReused(origin(login)));

    assertThat(provider.refresh(thiefs)).isEqualTo(new InvalidRefreshToken());
    assertThat(provider.refresh(login.refreshToken())).isEqualTo(new InvalidRefreshToken());
    assertThat(provider.refresh(other.refreshToken())).isInstanceOf(Refreshed.class);
  }

  @Test
  void session_ends_thirty_days_after_the_login_however_often_it_is_refreshed() {
    RefreshToken token = loggedIn().refreshToken();
    for (int day = 1; day < 30; day++) {
      now = now.plus(Duration.ofDays(1));
      token = requireNonNull(refreshed(token).refreshToken());
    }

    now = now.plus(Duration.ofDays(1));
    assertThat(provider.refresh(token)).isEqualTo(new InvalidRefreshToken());
  }

  @Test
  void code_has_six_digits_and_five_tries() {
    byCode.register(alice);
    ConfirmationCode code = code();
    assertThat(code.reveal()).matches("[0-9]{6}");

    for (int i = 0; i < 5; i++) {
      assertThat(byCode.confirm(alice.username(), NO_CODE)).isEqualTo(new InvalidCode());
    }

    assertThat(byCode.confirm(alice.username(), code)).isEqualTo(new InvalidCode());
    byCode.resendCode(alice.username());
    assertThat(byCode.confirm(alice.username(), code())).isEqualTo(new Confirmed());
  }

  @Test
  void fifth_try_may_be_the_right_one() {
    byCode.register(alice);
    for (int i = 0; i < 4; i++) {
      byCode.confirm(alice.username(), NO_CODE);
    }

    assertThat(byCode.confirm(alice.username(), code())).isEqualTo(new Confirmed());
  }

  @Test
  void registration_is_confirmed_within_a_day() {
    byCode.register(alice);
    ConfirmationCode code = code();

    now = now.plus(Duration.ofHours(24));
    assertThat(byCode.confirm(alice.username(), code)).isEqualTo(new InvalidCode());

    byCode.resendCode(alice.username());
    now = now.plus(Duration.ofHours(24)).minusSeconds(1);
    assertThat(byCode.confirm(alice.username(), code())).isEqualTo(new Confirmed());
  }

  @Test
  void password_is_reset_within_ten_minutes() {
    provider.register(alice);
    provider.sendResetCode(alice.username());
    ConfirmationCode code = requireNonNull(provider.newestCode(alice.email()));

    now = now.plus(Duration.ofMinutes(10));
    assertThat(provider.newestCode(alice.email())).isNull();
    assertThat(provider.reset(alice.username(), code, ANOTHER))
        .isEqualTo(new PasswordResetOutcome.InvalidCode());
  }

  @Test
  void unconfirmed_user_is_told_so_for_the_right_password_alone() {
    byCode.register(alice);

    assertThat(byCode.logIn(alice.username(), new Password("Wrong1horse")))
        .isEqualTo(new InvalidCredentials());
    assertThat(byCode.logIn(alice.username(), alice.password().asPassword()))
        .isEqualTo(new UserNotConfirmed());
    byCode.sendResetCode(alice.username());
    assertThat(byCode.reset(alice.username(), code(), ANOTHER))
        .isEqualTo(new PasswordResetOutcome.InvalidCode());
  }

  @Test
  void unknown_users_cost_as_many_hashes_as_known_ones() {
    NewUser known = named("known");
    Username unknown = new Username("unknown");
    byCode.register(known);

    assertThat(hashesOf(() -> byCode.register(known)))
        .isEqualTo(hashesOf(() -> byCode.register(named("another"))))
        .isEqualTo(2);
    assertThat(hashesOf(() -> byCode.resendCode(known.username())))
        .isEqualTo(hashesOf(() -> byCode.resendCode(unknown)))
        .isEqualTo(1);
    assertThat(hashesOf(() -> byCode.confirm(known.username(), NO_CODE)))
        .isEqualTo(hashesOf(() -> byCode.confirm(unknown, NO_CODE)))
        .isEqualTo(1);
    provider.register(known);
    assertThat(hashesOf(() -> provider.sendResetCode(known.username())))
        .isEqualTo(hashesOf(() -> provider.sendResetCode(unknown)))
        .isEqualTo(1);
    assertThat(hashesOf(() -> provider.reset(known.username(), NO_CODE, ANOTHER)))
        .isEqualTo(hashesOf(() -> provider.reset(unknown, NO_CODE, ANOTHER)))
        .isEqualTo(1);
  }

  @Test
  void wish_for_another_address_is_taken_back_by_asking_for_the_present_one() {
    AccountAccess access = access(loggedIn());
    EmailAddress other = new EmailAddress("other@example.com");
    provider.changeEmail(access, other);
    ConfirmationCode code = requireNonNull(provider.newestCode(other));

    provider.changeEmail(access, alice.email());

    assertThat(provider.verifyEmail(access, code))
        .isEqualTo(new EmailVerificationOutcome.InvalidCode());
  }

  @Test
  void sessions_that_have_ended_are_told_to_whoever_follows() {
    Tokens first = loggedIn();
    Tokens second = tokens(provider, alice);
    provider.end(first.refreshToken());
    provider.endAll(access(second));

    provider.tellSessionEnds(ends);

    assertThat(ends.told())
        .containsExactly(
            "login " + origin(first).value(), "user " + subject(second) + " before " + now);
  }

  @Test
  void deletion_and_reset_end_all_sessions_of_the_user() {
    Tokens tokens = loggedIn();
    provider.sendResetCode(alice.username());
    provider.reset(alice.username(), requireNonNull(provider.newestCode(alice.email())), ANOTHER);
    provider.delete(
        access((LoggedIn) provider.logIn(alice.username(), ANOTHER.asPassword())),
        ANOTHER.asPassword());
    provider.tellSessionEnds(ends);

    String end = "user " + subject(tokens) + " before ";
    assertThat(ends.told()).containsExactly(end + now, end + now.plusSeconds(1));
  }

  private Tokens loggedIn() {
    provider.register(alice);
    return tokens(provider, alice);
  }

  private RenewedTokens refreshed(RefreshToken token) {
    return ((Refreshed) provider.refresh(token)).tokens();
  }

  private ConfirmationCode code() {
    return requireNonNull(byCode.newestCode(alice.email()));
  }

  private long hashesOf(Runnable action) {
    long before = hasher.hashes();
    action.run();
    return hasher.hashes() - before;
  }

  private static Object claim(Secret token, String name) {
    try {
      return requireNonNull(
          SignedJWT.parse(token.reveal()).getJWTClaimsSet().getClaims().get(name));
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  private static TokenOrigin origin(Tokens tokens) {
    return new TokenOrigin((String) claim(tokens.idToken(), "origin_jti"));
  }

  private static String subject(Tokens tokens) {
    return (String) claim(tokens.idToken(), "sub");
  }

  private static AccountAccess access(LoggedIn login) {
    return access(login.tokens());
  }

  private static AccountAccess access(Tokens tokens) {
    return new AccountAccess(
        tokens.accessToken(),
        new VerifiedClaims(
            new Identity(new Subject(subject(tokens)), new Username("Alice"), null, Set.of()),
            TokenUse.ACCESS,
            origin(tokens),
            Instant.EPOCH,
            Instant.MAX));
  }
}
