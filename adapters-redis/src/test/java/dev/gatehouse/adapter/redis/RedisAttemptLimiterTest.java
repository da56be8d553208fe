package dev.gatehouse.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.memory.InMemoryAttemptLimiter;
import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.Ticker;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.limit.AttemptDecision.Allowed;
import dev.gatehouse.domain.limit.Budget;
import dev.gatehouse.domain.limit.Limit;
import dev.gatehouse.domain.limit.Limits;
import dev.gatehouse.domain.port.AttemptLimiter;
import dev.gatehouse.harness.emulator.RedisServer;
import dev.gatehouse.harness.emulator.RequiresTool;
import dev.gatehouse.harness.emulator.Tool;
import dev.gatehouse.testkit.AttemptLimiterContract;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@RequiresTool(Tool.REDIS)
final class RedisAttemptLimiterTest extends AttemptLimiterContract {
  private static final int CAPACITY = 1000;

  @AutoClose private final RedisServer server = RedisServer.start();

  @AutoClose private final SharedStore store = OpenStore.of(server.url());

  @Override
  protected AttemptLimiter limiter(Limits limits, Ticker ticker) {
    AttemptLimiter limiter =
        new RedisAttemptLimiter(
            store,
            limits,
            new InMemoryAttemptLimiter(limits, CAPACITY, ticker),
            () -> Long.toString(1_800_000_000_000_000L + ticker.nanoTime() / 1000));
    // The first calls in a JVM can take longer than a request may wait, and count here only.
    for (int i = 0; i < 100; i++) {
      var _ =
          limiter.tryAcquire(
              List.of(new Budget(Limit.CODES_PER_ACCOUNT, new Username("first"), null)));
    }
    Eventually.within(Duration.ofSeconds(5), store::isAvailable);
    return limiter;
  }

  private RedisAttemptLimiter node(SharedStore of) {
    return new RedisAttemptLimiter(
        of, Limits.DEFAULT, new InMemoryAttemptLimiter(Limits.DEFAULT, CAPACITY, Ticker.SYSTEM));
  }

  @Test
  void nodes_count_together() {
    try (SharedStore other = OpenStore.of(server.url())) {
      List<RedisAttemptLimiter> nodes = List.of(node(store), node(other));
      Budget budget =
          new Budget(
              Limit.LOGIN_ATTEMPTS, new Username("alice"), ClientAddress.of("192.0.2.1").network());

      long allowed =
          IntStream.range(0, 30)
              .filter(i -> nodes.get(i % 2).tryAcquire(List.of(budget)) instanceof Allowed)
              .count();

      assertThat(allowed).isEqualTo(10);
    }
  }

  @Test
  void store_keeps_no_names_and_nothing_for_ever() {
    node(store)
        .tryAcquire(
            List.of(new Budget(Limit.LOGIN_ATTEMPTS_PER_ACCOUNT, new Username("alice"), null)));

    String key = server.run("keys", "*");
    assertThat(key)
        .matches("\\{gatehouse}:login_attempts_per_account:[0-9a-f]{32}")
        .doesNotContain("alice");
    assertThat(Integer.parseInt(server.run("pttl", key))).isBetween(1, 36_000);
  }
}
