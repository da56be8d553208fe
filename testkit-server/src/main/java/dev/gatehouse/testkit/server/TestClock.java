package dev.gatehouse.testkit.server;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test turns it. */
public final class TestClock implements InstantSource {
  private final AtomicReference<Instant> now;

  /** Makes a clock that stands at noon of 2026-01-01, UTC. */
  public TestClock() {
    this(Instant.parse("2026-01-01T12:00:00Z"));
  }

  /** Makes a clock that stands there. */
  public TestClock(Instant now) {
    this.now = new AtomicReference<>(now);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  /** Turns the clock; back, where the time is negative. */
  public void advance(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }
}
