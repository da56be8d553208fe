package dev.gatehouse.adapter.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Ticker;
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

  private static final double NANOS_PER_SECOND = 1e9;

  /** By {@link SessionId} or {@link Subject}. */
  private final Cache<Record, Revocation> revocations;

  private final InstantSource clock;
  private final Ticker ticker;
  private final AtomicLong forgotten = new AtomicLong();

  /**
   * Revokes the tokens that were issued before a time.
   *
   * @param offset the offset of the clock from the ticker at the revocation, in nanoseconds
   */
  private record Revocation(Instant issuedBefore, long offset) {}

  /**
   * Creates an empty instance.
   *
   * @param capacity the maximum number of sessions and users; positive
   * @param clock returns the current time
   * @param ticker measures how long a revocation is kept, and how much the clock was corrected
   */
  public InMemoryRevokedTokens(int capacity, InstantSource clock, Ticker ticker) {
    if (capacity < 1) {
      throw new IllegalArgumentException("the capacity must be positive");
    }
    this.clock = clock;
    this.ticker = ticker;
    this.revocations =
        Caffeine.newBuilder()
            .maximumSize(capacity)
            .expireAfterWrite(KEPT)
            .ticker(ticker::nanoTime)
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
    revocations.put(session, new Revocation(Instant.MAX, 0));
  }

  @Override
  public void revokeIssuedBefore(Subject subject, Instant time) {
    revocations
        .asMap()
        .merge(
            subject,
            new Revocation(time, offset()),
            (one, other) -> corrected(one).isAfter(corrected(other)) ? one : other);
  }

  @Override
  public boolean contains(VerifiedClaims claims) {
    return isRevoked(claims.session(), claims.issuedAt())
        || isRevoked(claims.identity().subject(), claims.issuedAt());
  }

  private boolean isRevoked(@Nullable Record whose, Instant issuedAt) {
    Revocation revocation = whose == null ? null : revocations.getIfPresent(whose);
    return revocation != null && issuedAt.isBefore(corrected(revocation));
  }

  /**
   * Returns the time of a revocation by the clock of now. Otherwise, if the clock was two hours
   * fast, users would get no valid token for two hours after its correction. Ignores fractions of a
   * second, because clocks are adjusted all the time, and tokens contain full seconds.
   */
  private Instant corrected(Revocation revocation) {
    return revocation.issuedBefore().equals(Instant.MAX)
        ? Instant.MAX
        : revocation
            .issuedBefore()
            .plusSeconds(Math.round((offset() - revocation.offset()) / NANOS_PER_SECOND));
  }

  private long offset() {
    return Duration.between(Instant.EPOCH, clock.instant()).toNanos() - ticker.nanoTime();
  }
}
