package dev.gatehouse.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.memory.InMemoryKnownAddresses;
import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.Network;
import dev.gatehouse.domain.Ticker;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.port.KnownAddresses;
import dev.gatehouse.harness.emulator.RedisServer;
import dev.gatehouse.harness.emulator.RequiresTool;
import dev.gatehouse.harness.emulator.Tool;
import dev.gatehouse.testkit.KnownAddressesContract;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@RequiresTool(Tool.REDIS)
final class RedisKnownAddressesTest extends KnownAddressesContract {
  private static final Username ALICE = new Username("alice");

  @AutoClose private final RedisServer server = RedisServer.start();

  @AutoClose private final SharedStore store = OpenStore.of(server.url());

  @Override
  protected KnownAddresses knownAddresses() {
    return node(InstantSource.system());
  }

  private KnownAddresses node(InstantSource clock) {
    return new RedisKnownAddresses(store, new InMemoryKnownAddresses(100, Ticker.SYSTEM), clock);
  }

  private static Network network(int number) {
    return ClientAddress.of("192.0.2." + number).network();
  }

  @Test
  void other_nodes_know_the_last_8_networks_for_30_days() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    KnownAddresses here = node(now::get);
    for (int i = 0; i < 10; i++) {
      here.add(ALICE, network(i));
      now.updateAndGet(before -> before.plusSeconds(1));
    }

    KnownAddresses there = node(now::get);
    for (int i = 0; i < 10; i++) {
      assertThat(there.contains(ALICE, network(i))).as("network %d", i).isEqualTo(i >= 2);
    }
    String key = server.run("keys", "*");
    assertThat(key).doesNotContain("alice");
    assertThat(Duration.ofSeconds(Long.parseLong(server.run("ttl", key))))
        .isBetween(Duration.ofDays(29), Duration.ofDays(30));
  }

  @Test
  void known_network_is_asked_once() {
    node(InstantSource.system()).add(ALICE, network(1));
    KnownAddresses there = node(InstantSource.system());

    assertThat(there.contains(ALICE, network(1))).isTrue();
    server.run("flushall");
    assertThat(there.contains(ALICE, network(1))).isTrue();
  }
}
