package dev.gatehouse.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Ticker;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.port.RevokedTokens;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.token.VerifiedClaims;
import dev.gatehouse.testkit.RevokedTokensContract;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class InMemoryRevokedTokensTest extends RevokedTokensContract {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int CAPACITY = 50;

  private final AtomicReference<Instant> now = new AtomicReference<>(START);

  @Override
  protected RevokedTokens revokedTokens(InstantSource clock, Ticker ticker) {
    return new InMemoryRevokedTokens(CAPACITY, clock, ticker);
  }

  private RevokedTokens revokedTokens() {
    return revokedTokens(now::get, () -> Duration.between(START, now.get()).toNanos());
  }

  @Test
  void revocations_are_kept_up_to_the_capacity() {
    RevokedTokens revoked = revokedTokens();

    revokeSessions(revoked, 0, CAPACITY);
    assertThat(remembered(revoked, 0, CAPACITY)).isEqualTo(CAPACITY);

    revokeSessions(revoked, CAPACITY, 10 * CAPACITY);
    assertThat(remembered(revoked, 0, 10 * CAPACITY)).isEqualTo(CAPACITY);
  }

  @Test
  void expired_revocations_free_the_capacity() {
    RevokedTokens revoked = revokedTokens();
    revokeSessions(revoked, 0, CAPACITY);

    now.set(START.plus(RevokedTokens.KEPT));
    assertThat(remembered(revoked, 0, CAPACITY)).isZero();

    revokeSessions(revoked, CAPACITY, 2 * CAPACITY);
    assertThat(remembered(revoked, CAPACITY, 2 * CAPACITY)).isEqualTo(CAPACITY);
  }

  @Test
  void zero_capacity_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new InMemoryRevokedTokens(0, now::get, () -> 0));
  }

  private void revokeSessions(RevokedTokens revoked, int from, int to) {
    IntStream.range(from, to).forEach(i -> revoked.revoke(new SessionId("session-" + i)));
  }

  private static long remembered(RevokedTokens revoked, int from, int to) {
    return IntStream.range(from, to).filter(i -> revoked.contains(tokenOf("session-" + i))).count();
  }

  private static VerifiedClaims tokenOf(String session) {
    Identity alice = new Identity(new Subject("s"), new Username("alice"), null, Set.of());
    return new VerifiedClaims(
        alice, TokenUse.ACCESS, new SessionId(session), START, START, START.plusSeconds(3600));
  }
}
