package dev.gatehouse.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.audit.UserEvent;
import dev.gatehouse.domain.audit.UserEvent.SessionEnded;
import dev.gatehouse.domain.audit.UserEvent.UserDeleted;
import dev.gatehouse.domain.audit.UserEvent.UserRegistered;
import dev.gatehouse.domain.port.UserEventInboxes;
import dev.gatehouse.domain.port.UserEventInboxes.Inbox;
import dev.gatehouse.domain.port.UserEventInboxes.Listener;
import dev.gatehouse.domain.port.UserEventInboxes.Waiting;
import dev.gatehouse.harness.emulator.RedisServer;
import dev.gatehouse.harness.emulator.RequiresTool;
import dev.gatehouse.harness.emulator.Tool;
import dev.gatehouse.testkit.UserEventsContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@RequiresTool(Tool.REDIS)
final class RedisUserEventsTest extends UserEventsContract {
  private static final Subject ALICE = new Subject("a");
  private static final Subject BOB = new Subject("b");
  private static final UserEvent EVENT = new UserRegistered(ALICE);
  private static final Map<Username, Subject> NOBODY = Map.of();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @AutoClose private final RedisServer server = RedisServer.start();

  @AutoClose private final SharedStore store = OpenStore.of(server.url());

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

  @AutoClose private final RedisUserEvents here = node();
  @AutoClose private final RedisUserEvents there = node();

  private RedisUserEvents node() {
    return new RedisUserEvents(store, now::get);
  }

  @Override
  protected UserEventInboxes inboxes() {
    return here;
  }

  @Override
  protected void happen(UserEvent event) {
    there.publish(event);
  }

  private static List<UserEvent> events(Inbox inbox) {
    return inbox.next(100).stream().map(Waiting::event).toList();
  }

  @Test
  void one_node_handles_the_events_until_it_stops() {
    Inbox first = here.open(new Listener("notes"));
    assertThat(first.next(1)).isEmpty();
    Inbox second = there.open(new Listener("notes"));
    happen(EVENT);

    assertThat(second.next(1)).isEmpty();
    assertThat(events(first)).containsExactly(EVENT);
    second.close();
    assertThat(second.next(1)).isEmpty();

    first.close();
    assertThat(events(second)).containsExactly(EVENT);
    assertThat(first.next(1)).isEmpty();
  }

  @Test
  void another_node_takes_over_from_a_node_that_does_not_ask_for_10_seconds() {
    Inbox dead = here.open(new Listener("notes"));
    happen(EVENT);
    assertThat(dead.next(1)).hasSize(1);
    String holder = "{gatehouse}:events-holder:notes";
    assertThat(Long.parseLong(server.run("pttl", holder))).isBetween(5_000L, 10_000L);

    server.run("pexpire", holder, "1");

    Inbox alive = there.open(new Listener("notes"));
    Eventually.within(PATIENCE, () -> !alive.next(1).isEmpty());
  }

  @Test
  void deletion_of_a_dead_node_is_published_after_20_seconds_if_the_user_is_gone()
      throws Exception {
    Inbox inbox = here.open(new Listener("notes"));
    inbox.next(1);
    assertThat(here.announceDeletion(ALICE, new Username("alice"))).isTrue();
    assertThat(here.announceDeletion(BOB, new Username("bob"))).isTrue();
    Map<Username, Subject> pool = Map.of(new Username("bob"), BOB);

    now.updateAndGet(time -> time.plusSeconds(19));
    there.settleOld(pool::get);
    assertThat(events(inbox)).isEmpty();

    now.updateAndGet(time -> time.plusSeconds(2));
    there.settleOld(pool::get);
    there.settleOld(pool::get);

    assertThat(events(inbox)).containsExactly(new UserDeleted(ALICE));
    assertThat(server.run("exists", "{gatehouse}:deletions")).isEqualTo("0");
  }

  @Test
  void new_user_with_the_name_is_not_the_deleted_one() throws Exception {
    Inbox inbox = here.open(new Listener("notes"));
    inbox.next(1);
    here.announceDeletion(ALICE, new Username("alice"));
    now.updateAndGet(time -> time.plusSeconds(21));

    there.settleOld(Map.of(new Username("alice"), BOB)::get);

    assertThat(events(inbox)).containsExactly(new UserDeleted(ALICE));
  }

  @Test
  void published_deletion_is_settled() throws Exception {
    Inbox inbox = here.open(new Listener("notes"));
    inbox.next(1);
    here.announceDeletion(ALICE, new Username("alice"));
    here.publish(new UserDeleted(ALICE));
    now.updateAndGet(time -> time.plusSeconds(21));

    there.settleOld(NOBODY::get);

    assertThat(events(inbox)).containsExactly(new UserDeleted(ALICE));
  }

  @Test
  void store_that_is_away_refuses_deletions_and_gets_the_other_events_later() {
    Inbox inbox = here.open(new Listener("notes"));
    inbox.next(1);
    here.settle(NOBODY::get);
    server.pause();
    Eventually.within(PATIENCE, () -> !here.announceDeletion(ALICE, new Username("alice")));

    here.publish(EVENT);
    here.publish(new SessionEnded(ALICE, null));
    assertThat(here.unsent()).isEqualTo(2);
    assertThatExceptionOfType(IdentityProviderUnavailableException.class)
        .isThrownBy(() -> inbox.next(1));

    server.resume();
    Eventually.within(PATIENCE, () -> here.unsent() == 0);
    assertThat(events(inbox)).containsExactly(EVENT, new SessionEnded(ALICE, null));
  }

  @Test
  void listener_that_does_not_ask_for_30_days_is_forgotten() {
    here.open(new Listener("notes")).next(1);
    happen(EVENT);
    assertThat(server.run("keys", "*")).contains(":notes");
    now.updateAndGet(time -> time.plus(Duration.ofDays(31)));

    here.settle(NOBODY::get);

    Eventually.within(PATIENCE, () -> server.run("keys", "*").isEmpty());
    happen(EVENT);
    assertThat(server.run("keys", "*")).isEmpty();
  }

  @Test
  void event_of_a_newer_version_waits_for_a_newer_node() {
    Inbox inbox = here.open(new Listener("notes"));
    inbox.next(1);
    server.run("xadd", "{gatehouse}:events:notes", "*", "kind", "moved", "subject", "a");
    happen(EVENT);

    assertThat(events(inbox)).containsExactly(EVENT);
    assertThat(inbox.size().waiting()).isEqualTo(2);
  }
}
