package dev.gatehouse.testkit.server;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test advances it. */
public final class TestClock implements InstantSource {
  private final AtomicReference<Instant> now;

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

  /** Advances the clock; a negative duration turns it back. */
  public void advance(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }
}
