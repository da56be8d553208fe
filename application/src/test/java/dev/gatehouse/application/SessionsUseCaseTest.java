package dev.gatehouse.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.AccessToken;
import dev.gatehouse.domain.AccountAccess;
import dev.gatehouse.domain.AuditEvent;
import dev.gatehouse.domain.AuditEvent.TheftSuspected;
import dev.gatehouse.domain.BearerToken;
import dev.gatehouse.domain.IdToken;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.LogoutOutcome;
import dev.gatehouse.domain.LogoutOutcome.AccessRefused;
import dev.gatehouse.domain.LogoutOutcome.LoggedOut;
import dev.gatehouse.domain.RefreshOutcome;
import dev.gatehouse.domain.RefreshOutcome.InvalidRefreshToken;
import dev.gatehouse.domain.RefreshOutcome.RefreshTokenReused;
import dev.gatehouse.domain.RefreshToken;
import dev.gatehouse.domain.RenewedTokens;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.TokenOrigin;
import dev.gatehouse.domain.TokenRefusal;
import dev.gatehouse.domain.TokenUse;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.VerificationOutcome;
import dev.gatehouse.domain.VerificationOutcome.Refused;
import dev.gatehouse.domain.VerificationOutcome.Verified;
import dev.gatehouse.domain.VerifiedClaims;
import dev.gatehouse.domain.port.SessionKeeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SessionsUseCaseTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00.700Z");
  private static final String DAY_LATER = " until 2026-01-02T12:00:00.700Z";
  private static final RefreshToken REFRESH = new RefreshToken("refresh");
  private static final BearerToken BEARER = new BearerToken("bearer");
  private static final VerifiedClaims CLAIMS =
      new VerifiedClaims(
          new Identity(new Subject("s"), new Username("alice"), null, Set.of()),
          TokenUse.ACCESS,
          new TokenOrigin("bearers"),
          NOW,
          NOW.plusSeconds(3600));

  private final RecordedRevocations revocations = new RecordedRevocations();
  private final Scene scene = new Scene();

  /** Answers what it is made to. */
  private record Keeper(
      RefreshOutcome refreshed, @Nullable TokenOrigin ended, LogoutOutcome endedAll)
      implements SessionKeeper {
    @Override
    public RefreshOutcome refresh(RefreshToken token) {
      return refreshed;
    }

    @Override
    public @Nullable TokenOrigin end(RefreshToken token) {
      return ended;
    }

    @Override
    public LogoutOutcome endAll(AccountAccess access) {
      return endedAll;
    }
  }

  @Test
  void logout_ends_the_bearers_session_and_the_refresh_tokens_on_this_node() {
    ending(new TokenOrigin("refreshs"), new Verified(CLAIMS)).logOut(Scene.HERE, REFRESH, BEARER);

    assertThat(revocations.told())
        .containsExactly("login bearers" + DAY_LATER, "login refreshs" + DAY_LATER);
    assertThat(scene.told).containsExactly(new AuditEvent.LoggedOut(Scene.HERE, new Subject("s")));
  }

  @Test
  void logout_without_a_good_bearer_ends_what_the_provider_tells() {
    SessionsUseCase sessions =
        ending(new TokenOrigin("refreshs"), new Refused(TokenRefusal.Claim.EXPIRED));
    sessions.logOut(Scene.HERE, REFRESH, BEARER);
    sessions.logOut(Scene.HERE, REFRESH, null);

    assertThat(revocations.told())
        .containsExactly("login refreshs" + DAY_LATER, "login refreshs" + DAY_LATER);
  }

  @Test
  void provider_that_tells_nothing_is_no_hindrance() {
    ending(null, new Refused(TokenRefusal.Claim.EXPIRED)).logOut(Scene.HERE, REFRESH, null);

    assertThat(revocations.told()).isEmpty();
  }

  @Test
  void logout_everywhere_spares_who_logs_in_again_within_the_second() {
    AccountAccess access = new AccountAccess(new AccessToken("access"), CLAIMS);

    assertThat(endingAll(new LoggedOut()).logOutEverywhere(Scene.HERE, access))
        .isEqualTo(new LoggedOut());

    assertThat(revocations.told())
        .containsExactly(
            "login bearers" + DAY_LATER, "user s before 2026-01-01T12:00:00Z" + DAY_LATER);
  }

  @Test
  void refused_logout_everywhere_revokes_nothing() {
    AccountAccess access = new AccountAccess(new AccessToken("access"), CLAIMS);

    assertThat(endingAll(new AccessRefused()).logOutEverywhere(Scene.HERE, access))
        .isEqualTo(new AccessRefused());

    assertThat(revocations.told()).isEmpty();
  }

  @Test
  void tokens_that_are_none_are_requests_that_count_and_good_ones_are_not() {
    RefreshOutcome refreshed =
        new RefreshOutcome.Refreshed(
            new RenewedTokens(
                new IdToken("id"), new AccessToken("access"), null, Duration.ofHours(1)));
    for (int i = 0; i < 30; i++) {
      assertThat(refreshing(refreshed).refresh(Scene.HERE, REFRESH)).isEqualTo(refreshed);
    }
    for (int i = 0; i < 20; i++) {
      refreshing(new InvalidRefreshToken()).refresh(Scene.HERE, REFRESH);
    }

    assertThat(refreshing(refreshed).refresh(Scene.HERE, REFRESH))
        .isEqualTo(new RefreshOutcome.TooManyAttempts(Scene.WAIT));
    assertThat(refreshing(refreshed).refresh(Scene.ELSEWHERE, REFRESH)).isEqualTo(refreshed);
  }

  @Test
  void reused_refresh_token_ends_its_login_on_this_node() {
    RefreshOutcome reused = new RefreshTokenReused(new TokenOrigin("stolen"));

    assertThat(refreshing(reused).refresh(Scene.HERE, REFRESH)).isEqualTo(reused);

    assertThat(revocations.told()).containsExactly("login stolen" + DAY_LATER);
    assertThat(scene.told)
        .containsExactly(new TheftSuspected(Scene.HERE, new TokenOrigin("stolen")));
  }

  private SessionsUseCase refreshing(RefreshOutcome refreshed) {
    return sessions(
        new Keeper(refreshed, null, new LoggedOut()), new Refused(TokenRefusal.Claim.EXPIRED));
  }

  private SessionsUseCase endingAll(LogoutOutcome endedAll) {
    return sessions(
        new Keeper(new InvalidRefreshToken(), null, endedAll),
        new Refused(TokenRefusal.Claim.EXPIRED));
  }

  private SessionsUseCase ending(@Nullable TokenOrigin ended, VerificationOutcome verified) {
    return sessions(new Keeper(new InvalidRefreshToken(), ended, new LoggedOut()), verified);
  }

  private SessionsUseCase sessions(Keeper keeper, VerificationOutcome verified) {
    return new SessionsUseCase(
        keeper, (_, _) -> verified, revocations, scene.attempts(), scene, InstantSource.fixed(NOW));
  }
}
