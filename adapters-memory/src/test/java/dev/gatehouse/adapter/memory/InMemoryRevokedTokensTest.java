package dev.gatehouse.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.TokenOrigin;
import dev.gatehouse.domain.TokenUse;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.VerifiedClaims;
import dev.gatehouse.domain.port.RevokedTokens;
import dev.gatehouse.testkit.RevokedTokensContract;
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
  protected RevokedTokens revokedTokens(InstantSource clock) {
    return new InMemoryRevokedTokens(CAPACITY, clock);
  }

  @Test
  void as_much_is_remembered_as_there_is_room_for() {
    RevokedTokens revoked = revokedTokens(now::get);

    revokeLogins(revoked, 0, CAPACITY);
    assertThat(remembered(revoked, 0, CAPACITY)).isEqualTo(CAPACITY);

    revokeLogins(revoked, CAPACITY, 10 * CAPACITY);
    assertThat(remembered(revoked, 0, 10 * CAPACITY)).isEqualTo(CAPACITY);
  }

  @Test
  void what_has_ended_makes_room() {
    RevokedTokens revoked = revokedTokens(now::get);
    revokeLogins(revoked, 0, CAPACITY);

    now.set(START.plusSeconds(60));
    assertThat(remembered(revoked, 0, CAPACITY)).isZero();

    revokeLogins(revoked, CAPACITY, 2 * CAPACITY);
    assertThat(remembered(revoked, CAPACITY, 2 * CAPACITY)).isEqualTo(CAPACITY);
  }

  @Test
  void what_has_ended_before_is_not_remembered() {
    RevokedTokens revoked = revokedTokens(now::get);

    revoked.revoke(new TokenOrigin("login-0"), START.minusSeconds(1));

    assertThat(remembered(revoked, 0, 1)).isZero();
  }

  @Test
  void no_room_at_all_is_a_mistake() {
    assertThatIllegalArgumentException().isThrownBy(() -> new InMemoryRevokedTokens(0, now::get));
  }

  private void revokeLogins(RevokedTokens revoked, int from, int to) {
    IntStream.range(from, to)
        .forEach(i -> revoked.revoke(new TokenOrigin("login-" + i), now.get().plusSeconds(60)));
  }

  private static long remembered(RevokedTokens revoked, int from, int to) {
    return IntStream.range(from, to).filter(i -> revoked.contains(tokenOf("login-" + i))).count();
  }

  private static VerifiedClaims tokenOf(String login) {
    Identity alice = new Identity(new Subject("s"), new Username("alice"), null, Set.of());
    return new VerifiedClaims(
        alice, TokenUse.ACCESS, new TokenOrigin(login), START, START.plusSeconds(3600));
  }
}
