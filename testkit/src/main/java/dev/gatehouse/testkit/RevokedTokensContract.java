package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Ticker;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.port.RevokedTokens;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.token.VerifiedClaims;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests that every {@code RevokedTokens} must pass. */
public abstract class RevokedTokensContract {
  private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
  private static final Subject ALICE = new Subject("alice");
  private static final Subject BOB = new Subject("bob");
  private static final SessionId SESSION = new SessionId("session-1");
  private static final SessionId OTHER_SESSION = new SessionId("session-2");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);

  /** By how much the clock was turned, while no time passed. */
  private Duration turned = Duration.ZERO;

  /**
   * Returns an implementation without any revocation.
   *
   * @param clock gives the current time to the implementation
   * @param ticker measures durations for the implementation
   */
  protected abstract RevokedTokens revokedTokens(InstantSource clock, Ticker ticker);

  private RevokedTokens revokedTokens() {
    return revokedTokens(
        now::get, () -> Duration.between(START, now.get().minus(turned)).toNanos());
  }

  @Test
  void nothing_is_revoked_at_first() {
    RevokedTokens revoked = revokedTokens();

    assertThat(revoked.contains(token(ALICE, SESSION, START))).isFalse();
    assertThat(revoked.contains(token(ALICE, null, START))).isFalse();
  }

  @Test
  void tokens_of_a_revoked_session_are_revoked() {
    RevokedTokens revoked = revokedTokens();

    revoked.revoke(SESSION);

    assertThat(revoked.contains(token(ALICE, SESSION, START.minusSeconds(60)))).isTrue();
    assertThat(revoked.contains(token(ALICE, SESSION, START.plusSeconds(60)))).isTrue();
    assertThat(revoked.contains(token(ALICE, OTHER_SESSION, START.minusSeconds(60)))).isFalse();
  }

  @Test
  void token_without_session_survives_session_revocation() {
    RevokedTokens revoked = revokedTokens();

    revoked.revoke(SESSION);

    assertThat(revoked.contains(token(ALICE, null, START))).isFalse();
  }

  @Test
  void tokens_issued_before_the_revocation_time_are_revoked() {
    RevokedTokens revoked = revokedTokens();

    revoked.revokeIssuedBefore(ALICE, START);

    assertThat(revoked.contains(token(ALICE, SESSION, START.minusSeconds(1)))).isTrue();
    assertThat(revoked.contains(token(ALICE, null, START.minusSeconds(1)))).isTrue();
    assertThat(revoked.contains(token(ALICE, SESSION, START))).isFalse();
    assertThat(revoked.contains(token(ALICE, SESSION, START.plusSeconds(1)))).isFalse();
    assertThat(revoked.contains(token(BOB, SESSION, START.minusSeconds(1)))).isFalse();
  }

  @Test
  void earlier_time_does_not_undo_a_revocation() {
    RevokedTokens revoked = revokedTokens();

    revoked.revokeIssuedBefore(ALICE, START);
    revoked.revokeIssuedBefore(ALICE, START.minusSeconds(60));

    assertThat(revoked.contains(token(ALICE, SESSION, START.minusSeconds(30)))).isTrue();
  }

  @Test
  void revocation_lasts_until_all_tokens_have_expired() {
    RevokedTokens revoked = revokedTokens();
    revoked.revoke(SESSION);
    revoked.revokeIssuedBefore(BOB, START);

    now.set(START.plus(RevokedTokens.KEPT).minusMillis(1));

    assertThat(revoked.contains(token(ALICE, SESSION, START))).isTrue();
    assertThat(revoked.contains(token(BOB, OTHER_SESSION, START.minusSeconds(1)))).isTrue();

    now.set(START.plus(RevokedTokens.KEPT).plusSeconds(60));

    assertThat(revoked.contains(token(ALICE, SESSION, START))).isFalse();
    assertThat(revoked.contains(token(BOB, OTHER_SESSION, START.minusSeconds(1)))).isFalse();
  }

  @Test
  void turned_clock_does_not_move_a_revocation() {
    for (Duration turn : List.of(Duration.ofHours(2), Duration.ofHours(-2))) {
      turned = Duration.ZERO;
      now.set(START);
      RevokedTokens revoked = revokedTokens();
      revoked.revoke(SESSION);
      revoked.revokeIssuedBefore(BOB, START);

      turned = turn;
      Instant revocation = START.plus(turn);
      now.set(revocation.plusSeconds(10));

      assertThat(revoked.contains(token(ALICE, SESSION, revocation))).isTrue();
      assertThat(revoked.contains(token(BOB, OTHER_SESSION, revocation.minusSeconds(1)))).isTrue();
      assertThat(revoked.contains(token(BOB, OTHER_SESSION, revocation))).isFalse();
    }
  }

  @Test
  void turned_clock_does_not_shorten_a_revocation() {
    RevokedTokens revoked = revokedTokens();
    revoked.revoke(SESSION);

    turned = RevokedTokens.KEPT.multipliedBy(2);
    now.set(START.plus(turned));

    assertThat(revoked.contains(token(ALICE, SESSION, START))).isTrue();
  }

  private static VerifiedClaims token(
      Subject subject, @Nullable SessionId session, Instant issuedAt) {
    Identity identity = new Identity(subject, new Username("name"), null, Set.of());
    return new VerifiedClaims(
        identity, TokenUse.ACCESS, session, issuedAt, issuedAt, issuedAt.plus(RevokedTokens.KEPT));
  }
}
