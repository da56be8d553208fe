package dev.gatehouse.testkit.server;

import dev.gatehouse.domain.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** A clock and a ticker that stand still until a test advances them. */
public final class TestClock implements InstantSource, Ticker {
  private final AtomicReference<Instant> now;
  private final AtomicLong ticks = new AtomicLong();

  /** Makes a clock that starts at 2026-01-01 12:00 UTC. */
  public TestClock() {
    this(Instant.parse("2026-01-01T12:00:00Z"));
  }

  /** Makes a clock that starts at the given time. */
  public TestClock(Instant now) {
    this.now = new AtomicReference<>(now);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public long nanoTime() {
    return ticks.get();
  }

  /** Lets time pass. */
  public void advance(Duration time) {
    ticks.addAndGet(time.toNanos());
    turn(time);
  }

  /** Corrects the clock; no time passes. A negative duration turns it back. */
  public void turn(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }
}
