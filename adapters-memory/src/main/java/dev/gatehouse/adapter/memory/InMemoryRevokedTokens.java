package dev.gatehouse.adapter.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.TokenOrigin;
import dev.gatehouse.domain.VerifiedClaims;
import dev.gatehouse.domain.port.RevokedTokens;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Remembers revoked tokens on this node alone, until they have expired or the node stops.
 *
 * <p>When more is revoked than it has room for, some of it is forgotten, which the log says.
 */
public final class InMemoryRevokedTokens implements RevokedTokens {
  private static final Logger LOG = System.getLogger(InMemoryRevokedTokens.class.getName());
  private static final int FORGOTTEN_PER_LINE = 1000;

  /** By {@link TokenOrigin} or {@link Subject}. */
  private final Cache<Record, Revocation> revocations;

  private final InstantSource clock;
  private final AtomicLong forgotten = new AtomicLong();

  private record Revocation(Instant issuedBefore, Instant until) {
    Revocation and(Revocation other) {
      return new Revocation(later(issuedBefore, other.issuedBefore), later(until, other.until));
    }

    private static Instant later(Instant one, Instant other) {
      return one.isAfter(other) ? one : other;
    }
  }

  /**
   * Makes an empty one.
   *
   * @param capacity how many logins and users it has room for; positive
   * @param clock tells the current time
   */
  public InMemoryRevokedTokens(int capacity, InstantSource clock) {
    if (capacity < 1) {
      throw new IllegalArgumentException("there must be room for one at least");
    }
    this.clock = clock;
    this.revocations =
        Caffeine.newBuilder()
            .maximumSize(capacity)
            .expireAfter(
                Expiry.<Record, Revocation>writing((_, revocation) -> remaining(revocation)))
            .ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
            .evictionListener((_, _, cause) -> evicted(cause))
            .executor(Runnable::run)
            .build();
  }

  /** How many logins and users it remembers, about. */
  public long size() {
    return revocations.estimatedSize();
  }

  private Duration remaining(Revocation revocation) {
    return Duration.between(clock.instant(), revocation.until());
  }

  private void evicted(RemovalCause cause) {
    if (cause == RemovalCause.SIZE && forgotten.getAndIncrement() % FORGOTTEN_PER_LINE == 0) {
      LOG.log(
          Level.WARNING,
          "There is no room to remember all revoked tokens; {0} revocations were forgotten",
          forgotten.get());
    }
  }

  @Override
  public void revoke(TokenOrigin origin, Instant until) {
    add(origin, new Revocation(Instant.MAX, until));
  }

  @Override
  public void revokeIssuedBefore(Subject subject, Instant time, Instant until) {
    add(subject, new Revocation(time, until));
  }

  private void add(Record whose, Revocation revocation) {
    revocations.asMap().merge(whose, revocation, Revocation::and);
  }

  @Override
  public boolean contains(VerifiedClaims claims) {
    return isRevoked(claims.origin(), claims.issuedAt())
        || isRevoked(claims.identity().subject(), claims.issuedAt());
  }

  private boolean isRevoked(@Nullable Record whose, Instant issuedAt) {
    Revocation revocation = whose == null ? null : revocations.getIfPresent(whose);
    return revocation != null && issuedAt.isBefore(revocation.issuedBefore());
  }
}
