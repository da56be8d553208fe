package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.audit.UserEvent;
import dev.gatehouse.domain.audit.UserEvent.EmailChanged;
import dev.gatehouse.domain.audit.UserEvent.SessionEnded;
import dev.gatehouse.domain.audit.UserEvent.UserDeleted;
import dev.gatehouse.domain.audit.UserEvent.UserRegistered;
import dev.gatehouse.domain.port.UserEventInboxes;
import dev.gatehouse.domain.port.UserEventInboxes.Inbox;
import dev.gatehouse.domain.port.UserEventInboxes.Listener;
import dev.gatehouse.domain.port.UserEventInboxes.Size;
import dev.gatehouse.domain.port.UserEventInboxes.Waiting;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests that every {@code UserEventInboxes} and its {@code UserEvents} must pass. */
public abstract class UserEventsContract {
  private static final Subject ALICE = new Subject("alice");
  private static final Subject BOB = new Subject("bob");
  private static final int MANY = 100;

  /** Returns inboxes of no listener. */
  protected abstract UserEventInboxes inboxes();

  /** Makes an event happen in the inboxes that were returned last. */
  protected abstract void happen(UserEvent event);

  private static List<UserEvent> events(Inbox inbox) {
    return inbox.next(MANY).stream().map(Waiting::event).toList();
  }

  @Test
  void listener_hears_all_events_from_its_first_opening_on_in_order() {
    UserEventInboxes inboxes = inboxes();
    happen(new UserRegistered(BOB));
    Inbox inbox = inboxes.open(new Listener("notes"));

    List<UserEvent> events =
        List.of(
            new UserRegistered(ALICE),
            new EmailChanged(ALICE),
            new SessionEnded(BOB, new SessionId("b")),
            new SessionEnded(ALICE, new SessionId("a")),
            new UserDeleted(ALICE));
    events.forEach(this::happen);

    assertThat(events(inbox)).isEqualTo(events);
    assertThat(inbox.next(2).stream().map(Waiting::event)).isEqualTo(events.subList(0, 2));
    assertThat(inbox.size()).isEqualTo(new Size(5, 0));
  }

  @Test
  void event_waits_until_it_is_acknowledged() {
    UserEventInboxes inboxes = inboxes();
    Inbox inbox = inboxes.open(new Listener("notes"));
    happen(new UserRegistered(ALICE));
    happen(new UserRegistered(BOB));
    inbox.close();

    inbox = inboxes.open(new Listener("notes"));
    inbox.acknowledge(inbox.next(1));

    assertThat(events(inbox)).containsExactly(new UserRegistered(BOB));
    inbox.acknowledge(inbox.next(MANY));
    assertThat(events(inbox)).isEmpty();
    assertThat(inbox.size()).isEqualTo(new Size(0, 0));
  }

  @Test
  void each_listener_gets_every_event() {
    UserEventInboxes inboxes = inboxes();
    Inbox notes = inboxes.open(new Listener("notes"));
    Inbox friends = inboxes.open(new Listener("friends"));
    happen(new UserRegistered(ALICE));

    notes.acknowledge(notes.next(MANY));

    assertThat(events(friends)).containsExactly(new UserRegistered(ALICE));
  }

  @Test
  void tries_that_failed_are_counted() {
    UserEventInboxes inboxes = inboxes();
    Inbox inbox = inboxes.open(new Listener("notes"));
    happen(new UserRegistered(ALICE));

    inbox.recordFailure(inbox.next(1).getFirst());
    inbox.recordFailure(inbox.next(1).getFirst());

    assertThat(inbox.next(1).getFirst().tries()).isEqualTo(2);
  }

  @Test
  void event_set_aside_waits_again_after_the_next_opening() {
    UserEventInboxes inboxes = inboxes();
    Inbox inbox = inboxes.open(new Listener("notes"));
    happen(new UserRegistered(ALICE));
    inbox.recordFailure(inbox.next(1).getFirst());

    inbox.setAside(inbox.next(1).getFirst());
    assertThat(events(inbox)).isEmpty();
    assertThat(inbox.size()).isEqualTo(new Size(0, 1));
    inbox.close();

    Waiting again = inboxes.open(new Listener("notes")).next(1).getFirst();
    assertThat(again.event()).isEqualTo(new UserRegistered(ALICE));
    assertThat(again.tries()).isZero();
  }
}
