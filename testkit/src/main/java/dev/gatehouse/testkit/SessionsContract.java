package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.Secret;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.login.LoginProgress.LoggedIn;
import dev.gatehouse.domain.port.Sessions.SessionList;
import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.session.EndedSessions;
import dev.gatehouse.domain.session.LogoutOutcome.LoggedOut;
import dev.gatehouse.domain.session.ProviderRefreshOutcome;
import dev.gatehouse.domain.session.RefreshOutcome.InvalidRefreshToken;
import dev.gatehouse.domain.session.RefreshOutcome.Refreshed;
import dev.gatehouse.domain.session.SessionListOutcome.Listed;
import dev.gatehouse.domain.session.SessionListOutcome.Session;
import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.RefreshToken;
import dev.gatehouse.domain.token.RefreshedTokens;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.token.Tokens;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Tests that every {@code Sessions} must pass. */
abstract class SessionsContract extends ProviderContract {
  SessionsContract(Supplier<ProviderFixture> fixtures) {
    super(fixtures);
  }

  @Test
  void refreshed_tokens_are_valid_and_keep_the_identity() {
    Tokens tokens = tokensOf(registered(newUser()));

    Refreshed refreshed = refreshed(tokens.refreshToken());

    RefreshedTokens renewed = refreshed.tokens();
    Identity before = identity(bearer(tokens.idToken()), TokenUse.ID);
    assertThat(identity(bearer(renewed.idToken()), TokenUse.ID)).isEqualTo(before);
    assertThat(identity(bearer(renewed.accessToken()), TokenUse.ACCESS).subject())
        .isEqualTo(before.subject());
    assertThat(refreshed.subject()).isEqualTo(before.subject());
    assertThat(refreshed.username()).isEqualTo(before.username());
    assertThat(renewed.expiresIn()).isPositive();
  }

  @Test
  void refreshed_tokens_belong_to_the_same_session() {
    Tokens tokens = tokensOf(registered(newUser()));

    RefreshedTokens renewed = refreshed(tokens.refreshToken()).tokens();

    SessionId before = claims(bearer(tokens.idToken()), TokenUse.ID).session();
    assertThat(claims(bearer(renewed.idToken()), TokenUse.ID).session())
        .isNotNull()
        .isEqualTo(before);
    assertThat(claims(bearer(renewed.accessToken()), TokenUse.ACCESS).session()).isEqualTo(before);
  }

  @Test
  void session_can_be_refreshed_repeatedly() {
    RefreshToken token = tokensOf(registered(newUser())).refreshToken();

    for (int i = 0; i < 3; i++) {
      RefreshToken next = refreshed(token).tokens().refreshToken();
      token = next == null ? token : next;
    }

    assertThat(sessions().refresh(token)).isInstanceOf(Refreshed.class);
  }

  @Test
  void unknown_refresh_token_is_refused() {
    String issued = tokensOf(registered(newUser())).refreshToken().reveal();

    for (String never : List.of("x", issued + "x", issued.substring(1), "\u00e9\ud83d\ude00")) {
      assertThat(sessions().refresh(new RefreshToken(never))).isEqualTo(new InvalidRefreshToken());
    }
  }

  @Test
  void logout_ends_one_session_only() {
    NewUser user = registered(newUser());
    Tokens ended = tokensOf(user);
    Tokens other = tokensOf(user);

    SessionId session = sessions().end(ended.refreshToken());

    assertThat(session).isIn(null, claims(bearer(ended.idToken()), TokenUse.ID).session());
    assertThat(sessions().refresh(ended.refreshToken())).isEqualTo(new InvalidRefreshToken());
    assertThat(refreshes(other)).isTrue();
    assertThat(logIn(user)).isInstanceOf(LoggedIn.class);
  }

  @Test
  void logout_of_unknown_session_causes_no_error() {
    Tokens tokens = tokensOf(registered(newUser()));
    sessions().end(tokens.refreshToken());

    assertThat(sessions().end(tokens.refreshToken())).isNull();
    assertThat(sessions().end(new RefreshToken("never"))).isNull();
  }

  @Test
  void logout_everywhere_ends_all_sessions_of_the_user_only() {
    NewUser user = registered(newUser());
    Tokens first = tokensOf(user);
    Tokens second = tokensOf(user);
    Tokens others = tokensOf(registered(newUser()));

    assertThat(sessions().endAll(access(first))).isInstanceOf(LoggedOut.class);
    assertThat(refreshes(first)).isFalse();
    assertThat(refreshes(second)).isFalse();
    assertThat(refreshes(others)).isTrue();
    assertThat(refreshes(tokensOf(user))).isTrue();
  }

  @Test
  void logout_everywhere_returns_the_ended_sessions() {
    NewUser user = registered(newUser());
    Tokens first = tokensOf(user);
    // This login is usually in the same second as the logout. A revocation of earlier tokens would
    // miss it.
    Tokens second = tokensOf(user);

    assertThat(sessions().endAll(access(first)))
        .isInstanceOfSatisfying(
            LoggedOut.class, loggedOut -> assertTells(loggedOut.ended(), first, second));
  }

  @Test
  void access_token_of_an_ended_session_ends_nothing() {
    NewUser user = registered(newUser());
    Tokens ended = tokensOf(user);
    Tokens other = tokensOf(user);
    sessions().end(ended.refreshToken());

    assertThat(sessions().endAll(access(ended))).isEqualTo(new AccessRefused());
    assertThat(refreshes(other)).isTrue();
  }

  @Test
  void list_contains_active_sessions_of_the_user_only() {
    SessionList list = sessionList();
    NewUser user = registered(newUser());
    Tokens first = tokensOf(user);
    Tokens ended = tokensOf(user);
    Tokens last = tokensOf(user);
    tokensOf(registered(newUser()));
    sessions().end(ended.refreshToken());

    assertThat(list.list(access(first)))
        .isInstanceOfSatisfying(
            Listed.class,
            listed -> {
              assertThat(listed.sessions())
                  .extracting(Session::id)
                  .containsExactly(session(last), session(first));
              assertThat(listed.sessions())
                  .allSatisfy(
                      session ->
                          assertThat(session.createdAt())
                              .isBetween(
                                  fixture().clock().instant().minusSeconds(60),
                                  session.lastUsedAt()));
            });
  }

  @Test
  void chosen_session_ends_and_others_stay_active() {
    SessionList list = sessionList();
    NewUser user = registered(newUser());
    Tokens ended = tokensOf(user);
    Tokens other = tokensOf(user);

    assertThat(list.end(access(other), session(ended)))
        .isEqualTo(new LoggedOut(new EndedSessions.Listed(Set.of(session(ended)))));
    assertThat(refreshes(ended)).isFalse();
    assertThat(refreshes(other)).isTrue();
  }

  @Test
  void session_of_another_user_stays_active() {
    SessionList list = sessionList();
    Tokens own = tokensOf(registered(newUser()));
    Tokens others = tokensOf(registered(newUser()));

    for (SessionId session : List.of(session(others), new SessionId("never"))) {
      assertThat(list.end(access(own), session))
          .isEqualTo(new LoggedOut(new EndedSessions.Listed(Set.of())));
    }
    assertThat(refreshes(others)).isTrue();
  }

  @Test
  void access_token_of_an_ended_session_lists_nothing() {
    SessionList list = sessionList();
    NewUser user = registered(newUser());
    Tokens ended = tokensOf(user);
    Tokens other = tokensOf(user);
    sessions().end(ended.refreshToken());

    assertThat(list.list(access(ended))).isEqualTo(new AccessRefused());
    assertThat(list.end(access(ended), session(other))).isEqualTo(new AccessRefused());
    assertThat(refreshes(other)).isTrue();
  }

  /** Returns the session list; skips the test if the provider lacks this capability. */
  private SessionList sessionList() {
    assumeThat(sessions().sessionList()).as("the capability to list sessions").isPresent();
    return sessions().sessionList().orElseThrow();
  }

  private SessionId session(Tokens tokens) {
    return Objects.requireNonNull(access(tokens).claims().session());
  }

  private Refreshed refreshed(RefreshToken token) {
    return switch (sessions().refresh(token)) {
      case Refreshed refreshed -> refreshed;
      case ProviderRefreshOutcome other -> throw new AssertionError("not refreshed: " + other);
    };
  }

  private static BearerToken bearer(Secret token) {
    return new BearerToken(token.reveal());
  }
}
