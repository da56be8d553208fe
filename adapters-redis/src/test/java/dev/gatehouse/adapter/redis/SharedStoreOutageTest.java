package dev.gatehouse.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.memory.InMemoryAttemptLimiter;
import dev.gatehouse.adapter.memory.InMemoryKnownAddresses;
import dev.gatehouse.adapter.memory.InMemoryRevokedTokens;
import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.Ticker;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.limit.AttemptDecision.Allowed;
import dev.gatehouse.domain.limit.AttemptDecision.Refused;
import dev.gatehouse.domain.limit.Budget;
import dev.gatehouse.domain.limit.Limit;
import dev.gatehouse.domain.limit.Limits;
import dev.gatehouse.harness.emulator.RedisServer;
import dev.gatehouse.harness.emulator.RequiresTool;
import dev.gatehouse.harness.emulator.Tool;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The store is killed, paused and restarted while a node uses it. */
@RequiresTool(Tool.REDIS)
final class SharedStoreOutageTest {
  private static final Duration RETURNS_WITHIN = Duration.ofSeconds(5);
  private static final Duration SLOWEST = Duration.ofMillis(300);
  private static final Username ALICE = new Username("alice");
  private static final Budget BUDGET =
      new Budget(Limit.LOGIN_ATTEMPTS, ALICE, ClientAddress.of("192.0.2.1").network());

  @AutoClose private final RedisServer server = RedisServer.start();
  @AutoClose private final SharedNode node = node(server.url());

  private static SharedNode node(String url) {
    return SharedNode.open(
        SharedStoreSettings.parse(url),
        new SharedNode.OwnPorts(
            new InMemoryAttemptLimiter(Limits.DEFAULT, 1000, Ticker.SYSTEM),
            new InMemoryKnownAddresses(1000, Ticker.SYSTEM),
            new InMemoryRevokedTokens(1000, InstantSource.system(), Ticker.SYSTEM)),
        Limits.DEFAULT,
        InstantSource.system());
  }

  /** Does what a login does with the store. */
  private Duration attempt(Class<?> expected) {
    long begun = System.nanoTime();
    var _ = node.knownAddresses().contains(ALICE, ClientAddress.of("192.0.2.9").network());
    assertThat(node.limiter().tryAcquire(List.of(BUDGET))).isInstanceOf(expected);
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  @Test
  void limits_count_on_this_node_while_the_store_hangs() {
    attempt(Allowed.class);
    server.pause();

    for (int i = 0; i < Limit.LOGIN_ATTEMPTS.defaultAttempts(); i++) {
      assertThat(attempt(Allowed.class)).isLessThan(SLOWEST);
    }
    assertThat(attempt(Refused.class)).isLessThan(SLOWEST);
    assertThat(node.state().available()).isFalse();
    assertThat(node.state().fallbacks()).isEqualTo(11);

    server.resume();
    Eventually.within(RETURNS_WITHIN, () -> node.state().available());
    for (int i = 1; i < Limit.LOGIN_ATTEMPTS.defaultAttempts(); i++) {
      attempt(Allowed.class);
    }
    attempt(Refused.class);
    assertThat(node.state().fallbacks()).isEqualTo(11);
  }

  @Test
  void killed_store_is_used_again_after_its_restart() {
    attempt(Allowed.class);
    server.kill();

    assertThat(attempt(Allowed.class)).isLessThan(SLOWEST);
    assertThat(node.state().available()).isFalse();

    server.restart();
    Eventually.within(RETURNS_WITHIN, () -> node.state().available());
    attempt(Allowed.class);
    assertThat(server.run("exists", server.run("keys", "*login_attempts:*"))).isEqualTo("1");
  }

  @Test
  void node_starts_without_the_store_and_is_ready_when_it_has_read_it() {
    server.kill();

    try (SharedNode late = node(server.url())) {
      assertThat(late.isReady()).isFalse();
      assertThat(late.limiter().tryAcquire(List.of(BUDGET))).isEqualTo(new Allowed());

      server.restart();
      Eventually.within(RETURNS_WITHIN, late::isReady);
    }
  }

  @Test
  void full_store_does_not_turn_the_limits_off() {
    server.run("config", "set", "maxmemory", "1");

    for (int i = 0; i < Limit.LOGIN_ATTEMPTS.defaultAttempts(); i++) {
      attempt(Allowed.class);
    }
    attempt(Refused.class);
    assertThat(node.state().fallbacks()).isPositive();
  }
}
