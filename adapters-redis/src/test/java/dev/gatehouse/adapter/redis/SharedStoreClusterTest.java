package dev.gatehouse.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.harness.emulator.RedisServer;
import dev.gatehouse.harness.emulator.RequiresTool;
import dev.gatehouse.harness.emulator.Tool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cluster of three masters with a replica each. */
@RequiresTool(Tool.REDIS)
final class SharedStoreClusterTest {
  private static final Duration FORMS_WITHIN = Duration.ofSeconds(60);
  private static final Duration FAILS_OVER_WITHIN = Duration.ofSeconds(30);

  private final List<RedisServer> servers = new ArrayList<>();

  @BeforeEach
  void startCluster() {
    for (int i = 0; i < 6; i++) {
      servers.add(
          RedisServer.start(
              "--cluster-enabled", "yes",
              "--cluster-node-timeout", "1000",
              "--repl-diskless-sync-delay", "0"));
    }
    String[] command =
        Stream.concat(
                Stream.concat(
                    Stream.of("--cluster", "create"),
                    servers.stream().map(server -> "127.0.0.1:" + server.port())),
                Stream.of("--cluster-replicas", "1", "--cluster-yes"))
            .toArray(String[]::new);
    assertThat(servers.getFirst().run(command)).contains("All 16384 slots covered");
    Eventually.within(
        FORMS_WITHIN,
        () ->
            servers.stream()
                .allMatch(server -> server.run("cluster", "info").contains("cluster_state:ok")));
  }

  @AfterEach
  void stopCluster() {
    servers.forEach(RedisServer::close);
  }

  private String urlOfAll() {
    return servers.stream()
        .map(server -> "127.0.0.1:" + server.port())
        .collect(Collectors.joining(",", "redis://", ""));
  }

  private RedisServer server(Master master) {
    return servers.stream()
        .filter(server -> server.port() == master.host().port())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void any_host_leads_to_the_master_of_our_keys() {
    for (RedisServer server : servers) {
      try (SharedStore store = SharedStore.open(SharedStoreSettings.parse(server.url()))) {
        Master master = store.master().orElseThrow();
        assertThat(server(master).run("set", "{gatehouse}:test", "1")).isEqualTo("OK");
      }
    }
  }

  @Test
  void change_that_a_replica_has_survives_the_end_of_the_master() throws Exception {
    try (SharedStore store = SharedStore.open(SharedStoreSettings.parse(urlOfAll()))) {
      Eventually.within(
          FORMS_WITHIN, () -> store.master().filter(it -> it.replicas() == 1).isPresent());
      Master first = store.master().orElseThrow();
      for (int i = 0; i < 100; i++) {
        int number = i;
        store.askForReplicas(commands -> commands.set("{gatehouse}:" + number, "kept"));
      }

      server(first).kill();

      Eventually.within(
          FAILS_OVER_WITHIN,
          () -> store.master().filter(it -> !it.host().equals(first.host())).isPresent());
      for (int i = 0; i < 100; i++) {
        int number = i;
        String kept = store.ask(commands -> commands.get("{gatehouse}:" + number));
        assertThat(kept).isEqualTo("kept");
      }
    }
  }
}
