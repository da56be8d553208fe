package dev.gatehouse.adapter.jwt.token;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Compares times with the current time. Allows a clock skew between issuer and verifier. */
public final class TokenClock {
  private final InstantSource clock;
  private final Duration skew;

  public TokenClock(InstantSource clock, Duration skew) {
    this.clock = clock;
    this.skew = skew;
  }

  /** Returns whether the end time plus the skew is now or in the past. */
  public boolean isPast(Instant end) {
    return !clock.instant().minus(skew).isBefore(end);
  }

  /** Returns whether the time is in the future by more than the skew. */
  boolean isFuture(Instant time) {
    return time.isAfter(clock.instant().plus(skew));
  }
}
