package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.BearerToken;
import dev.gatehouse.domain.LoginOutcome.LoggedIn;
import dev.gatehouse.domain.LogoutOutcome.AccessRefused;
import dev.gatehouse.domain.LogoutOutcome.LoggedOut;
import dev.gatehouse.domain.NewUser;
import dev.gatehouse.domain.RefreshOutcome;
import dev.gatehouse.domain.RefreshOutcome.InvalidRefreshToken;
import dev.gatehouse.domain.RefreshOutcome.Refreshed;
import dev.gatehouse.domain.RefreshToken;
import dev.gatehouse.domain.RenewedTokens;
import dev.gatehouse.domain.Secret;
import dev.gatehouse.domain.TokenOrigin;
import dev.gatehouse.domain.TokenUse;
import dev.gatehouse.domain.Tokens;
import dev.gatehouse.domain.VerifiedClaims;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@code SessionKeeper} promises, as tests. */
public abstract class SessionKeeperContract extends ProviderContract {

  @Test
  void refreshed_tokens_verify_and_continue_the_login() {
    Tokens tokens = tokensOf(registered(newUser()));

    RenewedTokens renewed = refreshed(tokens.refreshToken());

    VerifiedClaims before = claims(bearer(tokens.idToken()), TokenUse.ID);
    VerifiedClaims id = claims(bearer(renewed.idToken()), TokenUse.ID);
    VerifiedClaims access = claims(bearer(renewed.accessToken()), TokenUse.ACCESS);
    assertThat(id.identity()).isEqualTo(before.identity());
    assertThat(access.identity().subject()).isEqualTo(before.identity().subject());
    assertThat(renewed.expiresIn()).isPositive();
    keeps(
        Promise.ORIGIN_OF_REFRESHED_TOKENS,
        () -> {
          assertThat(id.origin()).isNotNull().isEqualTo(before.origin());
          assertThat(access.origin()).isEqualTo(before.origin());
        });
  }

  @Test
  void session_is_refreshed_again_and_again() {
    RefreshToken token = tokensOf(registered(newUser())).refreshToken();

    for (int i = 0; i < 3; i++) {
      RefreshToken next = refreshed(token).refreshToken();
      token = next == null ? token : next;
    }

    assertThat(provider().refresh(token)).isInstanceOf(Refreshed.class);
  }

  @Test
  void token_that_was_never_issued_buys_nothing() {
    String issued = tokensOf(registered(newUser())).refreshToken().reveal();

    for (String never : List.of("x", issued + "x", issued.substring(1), "\u00e9\ud83d\ude00")) {
      assertThat(provider().refresh(new RefreshToken(never))).isEqualTo(new InvalidRefreshToken());
    }
  }

  @Test
  void ended_session_is_over_and_others_go_on() {
    NewUser user = registered(newUser());
    Tokens ended = tokensOf(user);
    Tokens other = tokensOf(user);

    TokenOrigin origin = provider().end(ended.refreshToken());

    assertThat(origin).isIn(null, claims(bearer(ended.idToken()), TokenUse.ID).origin());
    assertThat(provider().refresh(ended.refreshToken())).isEqualTo(new InvalidRefreshToken());
    assertThat(refreshes(other)).isTrue();
    assertThat(logIn(user)).isInstanceOf(LoggedIn.class);
  }

  @Test
  void ending_what_is_no_session_is_no_error() {
    Tokens tokens = tokensOf(registered(newUser()));
    provider().end(tokens.refreshToken());

    assertThat(provider().end(tokens.refreshToken())).isNull();
    assertThat(provider().end(new RefreshToken("never"))).isNull();
  }

  @Test
  void all_sessions_of_the_user_end_and_no_other() {
    NewUser user = registered(newUser());
    Tokens first = tokensOf(user);
    Tokens second = tokensOf(user);
    Tokens others = tokensOf(registered(newUser()));

    keeps(
        Promise.END_OF_ALL_SESSIONS,
        () -> {
          assertThat(provider().endAll(access(first))).isEqualTo(new LoggedOut());
          assertThat(refreshes(first)).isFalse();
          assertThat(refreshes(second)).isFalse();
          assertThat(refreshes(others)).isTrue();
          assertThat(refreshes(tokensOf(user))).isTrue();
        });
  }

  @Test
  void access_token_of_an_ended_session_ends_nothing() {
    NewUser user = registered(newUser());
    Tokens ended = tokensOf(user);
    Tokens other = tokensOf(user);
    provider().end(ended.refreshToken());

    keeps(
        Promise.END_OF_ACCESS,
        () -> {
          assertThat(provider().endAll(access(ended))).isEqualTo(new AccessRefused());
          assertThat(refreshes(other)).isTrue();
        });
  }

  private RenewedTokens refreshed(RefreshToken token) {
    return switch (provider().refresh(token)) {
      case Refreshed(var tokens) -> tokens;
      case RefreshOutcome other -> throw new AssertionError("not refreshed: " + other);
    };
  }

  private static BearerToken bearer(Secret token) {
    return new BearerToken(token.reveal());
  }
}
