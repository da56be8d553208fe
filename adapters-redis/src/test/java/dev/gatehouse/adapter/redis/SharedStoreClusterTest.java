package dev.gatehouse.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.port.RevokedTokens;
import dev.gatehouse.domain.session.Revocation;
import dev.gatehouse.domain.token.VerifiedClaims;
import dev.gatehouse.harness.emulator.RedisCluster;
import dev.gatehouse.harness.emulator.RedisServer;
import dev.gatehouse.harness.emulator.RequiresTool;
import dev.gatehouse.harness.emulator.Tool;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A cluster of three masters with a replica each. */
@RequiresTool(Tool.REDIS)
final class SharedStoreClusterTest {
  private static final Duration FORMS_WITHIN = Duration.ofSeconds(60);
  private static final Duration FAILS_OVER_WITHIN = Duration.ofSeconds(30);

  @AutoClose private final RedisCluster cluster = RedisCluster.start();

  private RedisServer server(Master master) {
    return cluster.server(master.host().port());
  }

  @Test
  void any_host_leads_to_the_master_of_our_keys() {
    for (RedisServer server : cluster.servers()) {
      try (SharedStore store = OpenStore.of(server.url())) {
        Master master = store.master().orElseThrow();
        assertThat(server(master).run("set", "{gatehouse}:test", "1")).isEqualTo("OK");
      }
    }
  }

  @Test
  void change_that_a_replica_has_survives_the_end_of_the_master() throws Exception {
    try (SharedStore store = OpenStore.of(cluster.url())) {
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

  @Test
  void no_confirmed_revocation_is_lost_while_the_master_is_killed() {
    Sessions readThere = new Sessions();
    try (SharedStore store = OpenStore.of(cluster.url());
        SharedStore other = OpenStore.of(cluster.url());
        RedisRevocations here = revocations(store, new Sessions());
        RedisRevocations there = revocations(other, readThere)) {
      Eventually.within(FORMS_WITHIN, () -> there.isRead() && append(here, 0));
      Master first = store.master().orElseThrow();
      Set<SessionId> confirmed = new HashSet<>();
      for (int number = 1; confirmed.size() < 600; number++) {
        if (number == 300) {
          server(first).kill();
        }
        if (append(here, number)) {
          confirmed.add(session(number));
        } else {
          Eventually.within(FAILS_OVER_WITHIN, store::isAvailable);
        }
      }

      assertThat(store.master().orElseThrow().host()).isNotEqualTo(first.host());
      Eventually.within(FAILS_OVER_WITHIN, () -> readThere.revoked.containsAll(confirmed));
      Sessions readLater = new Sessions();
      try (SharedStore third = OpenStore.of(cluster.url());
          RedisRevocations late = revocations(third, readLater)) {
        Eventually.within(FAILS_OVER_WITHIN, late::isRead);
        assertThat(readLater.revoked).containsAll(confirmed);
      }
    }
  }

  private static RedisRevocations revocations(SharedStore store, RevokedTokens revoked) {
    return RedisRevocations.open(store, revoked, InstantSource.system());
  }

  private static SessionId session(int number) {
    return new SessionId("session-" + number);
  }

  private static boolean append(RedisRevocations log, int number) {
    return log.append(List.of(new Revocation.OfSession(session(number))));
  }

  /** Collects the revoked sessions. */
  private static final class Sessions implements RevokedTokens {
    private final Set<SessionId> revoked = ConcurrentHashMap.newKeySet();

    @Override
    public void revoke(SessionId session) {
      revoked.add(session);
    }

    @Override
    public void revokeIssuedBefore(Subject subject, Instant time) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean contains(VerifiedClaims claims) {
      throw new UnsupportedOperationException();
    }
  }
}
