package dev.gatehouse.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits until something is true. */
final class Eventually {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);

  private Eventually() {}

  /** Fails if it is not true in time; returns how long it took. */
  static Duration within(Duration time, BooleanSupplier condition) {
    long begun = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - begun).as("nanoseconds").isLessThan(time.toNanos());
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
