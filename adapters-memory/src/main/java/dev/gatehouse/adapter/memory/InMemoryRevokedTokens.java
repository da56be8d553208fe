package dev.gatehouse.adapter.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.port.RevokedTokens;
import dev.gatehouse.domain.token.VerifiedClaims;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Remembers revocations on this node only, until the revoked tokens have expired or the node stops.
 *
 * <p>If there are more revocations than the capacity, it evicts some and logs a warning.
 */
public final class InMemoryRevokedTokens implements RevokedTokens {
  private static final Logger LOG = System.getLogger(InMemoryRevokedTokens.class.getName());
  private static final int FORGOTTEN_PER_LINE = 1000;

  /** By {@link SessionId} or {@link Subject}; tokens issued before the time are revoked. */
  private final Cache<Record, Instant> revocations;

  private final AtomicLong forgotten = new AtomicLong();

  /**
   * Creates an empty instance.
   *
   * @param capacity the maximum number of sessions and users; positive
   * @param clock returns the current time
   */
  public InMemoryRevokedTokens(int capacity, InstantSource clock) {
    if (capacity < 1) {
      throw new IllegalArgumentException("the capacity must be positive");
    }
    this.revocations =
        Caffeine.newBuilder()
            .maximumSize(capacity)
            .expireAfterWrite(KEPT)
            .ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
            .evictionListener((_, _, cause) -> evicted(cause))
            .executor(Runnable::run)
            .build();
  }

  /** Returns the approximate number of stored sessions and users. */
  public long size() {
    return revocations.estimatedSize();
  }

  private void evicted(RemovalCause cause) {
    if (cause == RemovalCause.SIZE && forgotten.getAndIncrement() % FORGOTTEN_PER_LINE == 0) {
      LOG.log(
          Level.WARNING,
          "The memory for revoked tokens is full; {0} revocations are lost so far",
          forgotten.get());
    }
  }

  @Override
  public void revoke(SessionId session) {
    revocations.put(session, Instant.MAX);
  }

  @Override
  public void revokeIssuedBefore(Subject subject, Instant time) {
    revocations.asMap().merge(subject, time, (one, other) -> one.isAfter(other) ? one : other);
  }

  @Override
  public boolean contains(VerifiedClaims claims) {
    return isRevoked(claims.session(), claims.issuedAt())
        || isRevoked(claims.identity().subject(), claims.issuedAt());
  }

  private boolean isRevoked(@Nullable Record whose, Instant issuedAt) {
    Instant issuedBefore = whose == null ? null : revocations.getIfPresent(whose);
    return issuedBefore != null && issuedAt.isBefore(issuedBefore);
  }
}
