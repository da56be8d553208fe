package dev.gatehouse.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.memory.InMemoryRevokedTokens;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Ticker;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.session.Revocation;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.token.VerifiedClaims;
import dev.gatehouse.harness.emulator.RedisServer;
import dev.gatehouse.harness.emulator.RequiresTool;
import dev.gatehouse.harness.emulator.Tool;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@RequiresTool(Tool.REDIS)
final class RedisRevocationsTest {
  private static final Duration SOON = Duration.ofSeconds(5);
  private final Instant issued = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(60);

  @AutoClose private final RedisServer server = RedisServer.start();
  @AutoClose private final Node here = new Node();
  @AutoClose private final Node there = new Node();

  /** A node with its own connections and its own memory. */
  private final class Node implements AutoCloseable {
    private final SharedStore store = OpenStore.of(server.url());
    private final InMemoryRevokedTokens revoked =
        new InMemoryRevokedTokens(100_000, InstantSource.system(), Ticker.SYSTEM);
    private final RedisRevocations log =
        RedisRevocations.open(store, revoked, InstantSource.system());

    boolean refuses(int session) {
      return revoked.contains(claims("alice", session));
    }

    boolean append(int session) {
      return log.append(List.of(revocation(session)));
    }

    @Override
    public void close() {
      log.close();
      store.close();
    }
  }

  private VerifiedClaims claims(String subject, int session) {
    return new VerifiedClaims(
        new Identity(new Subject(subject), new Username("alice"), null, Set.of()),
        TokenUse.ID,
        new SessionId("session-" + session),
        issued,
        issued,
        issued.plusSeconds(3600));
  }

  private static Revocation revocation(int session) {
    return new Revocation.OfSession(new SessionId("session-" + session));
  }

  @Test
  void node_whose_thread_stands_still_catches_up() {
    InMemoryRevokedTokens revoked =
        new InMemoryRevokedTokens(100_000, InstantSource.system(), Ticker.SYSTEM);
    RedisRevocations frozen = new RedisRevocations(here.store, revoked, InstantSource.system());
    IntStream.rangeClosed(1, 2_500).forEach(there::append);

    frozen.catchUp();

    assertThat(frozen.isRead()).isTrue();
    assertThat(revoked.contains(claims("alice", 1))).isTrue();
    assertThat(revoked.contains(claims("alice", 2_500))).isTrue();
    assertThat(revoked.contains(claims("alice", 2_501))).isFalse();
  }

  @Test
  void node_catches_up_on_a_new_connection_if_the_old_one_was_lost() {
    InMemoryRevokedTokens revoked =
        new InMemoryRevokedTokens(100_000, InstantSource.system(), Ticker.SYSTEM);
    RedisRevocations frozen = new RedisRevocations(here.store, revoked, InstantSource.system());
    there.append(1);
    here.store.master().orElseThrow().close();

    frozen.catchUp();

    assertThat(revoked.contains(claims("alice", 1))).isTrue();
  }

  @Test
  void callers_do_not_wait_again_and_again_for_a_store_that_is_away() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    InMemoryRevokedTokens revoked =
        new InMemoryRevokedTokens(100_000, InstantSource.system(), Ticker.SYSTEM);
    RedisRevocations frozen = new RedisRevocations(here.store, revoked, now::get);
    server.kill();
    frozen.catchUp();
    long failures = here.store.failures();
    assertThat(failures).isPositive();

    frozen.catchUp();
    assertThat(here.store.failures()).isEqualTo(failures);

    now.updateAndGet(time -> time.plusSeconds(1));
    frozen.catchUp();
    assertThat(here.store.failures()).isEqualTo(failures + 1);
  }

  @Test
  void other_nodes_refuse_the_tokens_of_an_ended_session() {
    assertThat(here.append(1)).isTrue();

    Eventually.within(SOON, () -> there.refuses(1));
    assertThat(there.refuses(2)).isFalse();
  }

  @Test
  void other_nodes_refuse_the_tokens_of_a_user_until_a_time() {
    here.log.append(
        List.of(
            new Revocation.OfUser(new Subject("bob"), issued),
            new Revocation.OfUser(new Subject("alice"), issued.plusSeconds(1)),
            revocation(7)));

    Eventually.within(SOON, () -> there.refuses(7));
    assertThat(there.revoked.contains(claims("alice", 1))).isTrue();
    assertThat(there.revoked.contains(claims("bob", 1))).isFalse();
  }

  @Test
  void node_is_ready_when_it_has_read_all_that_is_in_force() {
    here.log.append(IntStream.range(0, 3500).mapToObj(i -> revocation(i)).toList());

    try (Node late = new Node()) {
      Eventually.within(SOON, late.log::isRead);
      assertThat(IntStream.range(0, 3500)).allMatch(late::refuses);
    }
  }

  @Test
  void entries_that_no_token_can_need_are_removed() {
    long old = Instant.now().minus(Duration.ofHours(26)).toEpochMilli();
    for (int i = 0; i < 300; i++) {
      server.run("xadd", "{gatehouse}:revocations", (old + i) + "-1", "session", "session-" + i);
    }

    assertThat(here.append(1000)).isTrue();

    assertThat(Integer.parseInt(server.run("xlen", "{gatehouse}:revocations"))).isLessThan(300);
    Eventually.within(SOON, () -> there.refuses(1000));
  }

  @Test
  void entry_that_is_not_understood_is_skipped() {
    server.run("xadd", "{gatehouse}:revocations", "*", "subject", "s", "before", "tomorrow");
    server.run("xadd", "{gatehouse}:revocations", "*", "other", "x");
    String never = Long.toString(Long.MAX_VALUE);
    server.run("xadd", "{gatehouse}:revocations", "*", "subject", "s", "before", never);

    assertThat(here.append(1)).isTrue();

    Eventually.within(SOON, () -> there.refuses(1));
  }

  @Test
  void revocation_without_the_store_is_stored_when_it_is_back() {
    Eventually.within(SOON, () -> here.log.isRead() && there.log.isRead());
    server.kill();
    assertThat(here.append(1)).isFalse();
    assertThat(here.log.unsent()).isEqualTo(1);

    server.restart();

    Eventually.within(SOON, () -> there.refuses(1));
    Eventually.within(SOON, () -> here.log.unsent() == 0);
  }

  @Test
  void emptied_store_loses_nothing_that_nodes_know() {
    assertThat(here.append(1)).isTrue();
    Eventually.within(SOON, () -> there.refuses(1));
    server.run("xadd", "{gatehouse}:revocations", "99999999999999-1", "session", "session-2");
    Eventually.within(SOON, () -> there.refuses(2));

    server.kill();
    server.restart();

    Eventually.within(SOON, () -> here.append(3));
    Eventually.within(SOON, () -> there.refuses(3));
    assertThat(there.refuses(1)).isTrue();
  }

  @Test
  void revocation_that_no_replica_has_is_not_confirmed() {
    try (RedisServer replica =
        RedisServer.start(
            "--replicaof", "127.0.0.1 " + server.port(), "--repl-diskless-sync-delay", "0")) {
      Eventually.within(
          Duration.ofSeconds(20),
          () -> here.store.master().filter(it -> it.replicas() == 1).isPresent() && here.append(1));
      assertThat(replica.run("xlen", "{gatehouse}:revocations")).isNotEqualTo("0");

      replica.pause();
      assertThat(here.append(2)).isFalse();
      replica.resume();

      Eventually.within(SOON, () -> here.log.unsent() == 0);
    }
  }
}
