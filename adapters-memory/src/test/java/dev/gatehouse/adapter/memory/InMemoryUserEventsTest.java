package dev.gatehouse.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.audit.UserEvent;
import dev.gatehouse.domain.audit.UserEvent.UserDeleted;
import dev.gatehouse.domain.port.UserEventInboxes;
import dev.gatehouse.domain.port.UserEventInboxes.Inbox;
import dev.gatehouse.domain.port.UserEventInboxes.Listener;
import dev.gatehouse.testkit.UserEventsContract;
import org.junit.jupiter.api.Test;

final class InMemoryUserEventsTest extends UserEventsContract {
  private static final Subject ALICE = new Subject("alice");

  private final InMemoryUserEvents events = new InMemoryUserEvents(5);

  @Override
  protected UserEventInboxes inboxes() {
    return events;
  }

  @Override
  protected void happen(UserEvent event) {
    events.publish(event);
  }

  @Test
  void user_must_not_be_deleted_while_an_inbox_is_full() {
    Inbox inbox = events.open(new Listener("notes"));
    for (int i = 0; i < 5; i++) {
      assertThat(events.announceDeletion(ALICE, new Username("alice"))).isTrue();
      events.publish(new UserDeleted(ALICE));
    }
    assertThat(events.announceDeletion(ALICE, new Username("alice"))).isFalse();

    events.publish(new UserDeleted(ALICE));
    assertThat(inbox.next(10)).hasSize(5);
    inbox.acknowledge(inbox.next(1));
    assertThat(events.announceDeletion(ALICE, new Username("alice"))).isTrue();
  }
}
