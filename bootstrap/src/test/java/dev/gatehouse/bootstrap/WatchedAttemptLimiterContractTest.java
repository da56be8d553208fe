package dev.gatehouse.bootstrap;

import dev.gatehouse.adapter.memory.InMemoryAttemptLimiter;
import dev.gatehouse.domain.port.AttemptLimiter;
import dev.gatehouse.testkit.AttemptLimiterContract;
import java.time.InstantSource;

/** Whoever watches a limiter changes nothing of what it promises. */
final class WatchedAttemptLimiterContractTest extends AttemptLimiterContract {
  @Override
  protected AttemptLimiter limiter(InstantSource clock) {
    return new WatchedAttemptLimiter(new InMemoryAttemptLimiter(1000, clock), (_, _) -> {});
  }
}
