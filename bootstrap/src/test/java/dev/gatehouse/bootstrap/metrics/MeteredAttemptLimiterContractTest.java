package dev.gatehouse.bootstrap.metrics;

import dev.gatehouse.adapter.memory.InMemoryAttemptLimiter;
import dev.gatehouse.domain.Ticker;
import dev.gatehouse.domain.limit.Limits;
import dev.gatehouse.domain.port.AttemptLimiter;
import dev.gatehouse.testkit.AttemptLimiterContract;

/** Runs the limiter's contract with the limiter that counts its decisions. */
final class MeteredAttemptLimiterContractTest extends AttemptLimiterContract {
  @Override
  protected AttemptLimiter limiter(Limits limits, Ticker ticker) {
    return new MeteredAttemptLimiter(
        new InMemoryAttemptLimiter(limits, 1000, ticker), (_, _) -> {});
  }
}
