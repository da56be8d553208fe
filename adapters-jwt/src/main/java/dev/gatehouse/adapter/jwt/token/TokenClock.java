package dev.gatehouse.adapter.jwt.token;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The time, as tokens are judged by it: the issuer's clock may be a little off. */
public final class TokenClock {
  private final InstantSource clock;
  private final Duration skew;

  public TokenClock(InstantSource clock, Duration skew) {
    this.clock = clock;
    this.skew = skew;
  }

  /** Whether what ends at this time is over: from that very time on, and the skew later. */
  public boolean isPast(Instant end) {
    return !clock.instant().minus(skew).isBefore(end);
  }

  /** Whether this time has not come, not even by a clock that is ahead by the skew. */
  boolean isFuture(Instant time) {
    return time.isAfter(clock.instant().plus(skew));
  }
}
