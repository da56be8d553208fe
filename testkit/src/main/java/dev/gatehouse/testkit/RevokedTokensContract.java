package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.TokenOrigin;
import dev.gatehouse.domain.TokenUse;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.VerifiedClaims;
import dev.gatehouse.domain.port.RevokedTokens;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@code RevokedTokens} promises, as tests. */
public abstract class RevokedTokensContract {
  private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final Subject ALICE = new Subject("alice");
  private static final Subject BOB = new Subject("bob");
  private static final TokenOrigin LOGIN = new TokenOrigin("login-1");
  private static final TokenOrigin OTHER_LOGIN = new TokenOrigin("login-2");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);

  /**
   * An empty one.
   *
   * @param clock what it takes for the current time
   */
  protected abstract RevokedTokens revokedTokens(InstantSource clock);

  @Test
  void nothing_is_revoked_at_first() {
    RevokedTokens revoked = revokedTokens(now::get);

    assertThat(revoked.contains(token(ALICE, LOGIN, START))).isFalse();
    assertThat(revoked.contains(token(ALICE, null, START))).isFalse();
  }

  @Test
  void tokens_of_a_revoked_login_are_contained() {
    RevokedTokens revoked = revokedTokens(now::get);

    revoked.revoke(LOGIN, START.plus(DAY));

    assertThat(revoked.contains(token(ALICE, LOGIN, START.minusSeconds(60)))).isTrue();
    assertThat(revoked.contains(token(ALICE, LOGIN, START.plusSeconds(60)))).isTrue();
    assertThat(revoked.contains(token(ALICE, OTHER_LOGIN, START.minusSeconds(60)))).isFalse();
  }

  @Test
  void token_without_origin_belongs_to_no_login() {
    RevokedTokens revoked = revokedTokens(now::get);

    revoked.revoke(LOGIN, START.plus(DAY));

    assertThat(revoked.contains(token(ALICE, null, START))).isFalse();
  }

  @Test
  void tokens_issued_before_the_time_are_contained() {
    RevokedTokens revoked = revokedTokens(now::get);

    revoked.revokeIssuedBefore(ALICE, START.plusMillis(1), START.plus(DAY));

    assertThat(revoked.contains(token(ALICE, LOGIN, START.minusSeconds(1)))).isTrue();
    assertThat(revoked.contains(token(ALICE, null, START))).isTrue();
    assertThat(revoked.contains(token(ALICE, LOGIN, START.plusSeconds(1)))).isFalse();
    assertThat(revoked.contains(token(BOB, LOGIN, START.minusSeconds(1)))).isFalse();

    revoked.revokeIssuedBefore(BOB, START, START.plus(DAY));

    assertThat(revoked.contains(token(BOB, LOGIN, START.minusSeconds(1)))).isTrue();
    assertThat(revoked.contains(token(BOB, LOGIN, START))).isFalse();
  }

  @Test
  void earlier_time_takes_nothing_back() {
    RevokedTokens revoked = revokedTokens(now::get);

    revoked.revokeIssuedBefore(ALICE, START, START.plus(DAY));
    revoked.revokeIssuedBefore(ALICE, START.minusSeconds(60), START.plusSeconds(60));
    assertThat(revoked.contains(token(ALICE, LOGIN, START.minusSeconds(30)))).isTrue();

    now.set(START.plusSeconds(120));
    assertThat(revoked.contains(token(ALICE, LOGIN, START.minusSeconds(30)))).isTrue();
  }

  @Test
  void revocation_lasts_until_its_end() {
    RevokedTokens revoked = revokedTokens(now::get);
    revoked.revoke(LOGIN, START.plus(DAY));
    revoked.revokeIssuedBefore(BOB, START, START.plus(DAY));

    now.set(START.plus(DAY).minusMillis(1));

    assertThat(revoked.contains(token(ALICE, LOGIN, START))).isTrue();
    assertThat(revoked.contains(token(BOB, OTHER_LOGIN, START.minusSeconds(1)))).isTrue();
  }

  private static VerifiedClaims token(
      Subject subject, @Nullable TokenOrigin origin, Instant issuedAt) {
    Identity identity = new Identity(subject, new Username("name"), null, Set.of());
    return new VerifiedClaims(identity, TokenUse.ACCESS, origin, issuedAt, issuedAt.plus(DAY));
  }
}
