package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.memory.InMemoryUserEvents;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.audit.UserEvent;
import dev.gatehouse.domain.audit.UserEvent.EmailChanged;
import dev.gatehouse.domain.audit.UserEvent.UserDeleted;
import dev.gatehouse.domain.audit.UserEvent.UserRegistered;
import dev.gatehouse.domain.port.UserEventInboxes.Inbox;
import dev.gatehouse.domain.port.UserEventInboxes.Listener;
import dev.gatehouse.domain.port.UserEventInboxes.Size;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FeatureDeliveryTest {
  private static final Subject ALICE = new Subject("alice");
  private static final Subject BOB = new Subject("bob");

  private final InMemoryUserEvents events = new InMemoryUserEvents(1000);
  private final Inbox inbox = events.open(new Listener("notes"));
  private final List<UserEvent> tried = new ArrayList<>();
  private final Set<Subject> troubled = new HashSet<>();
  private Duration time = Duration.ZERO;
  private FeatureDelivery delivery = delivery();

  private FeatureDelivery delivery() {
    return new FeatureDelivery("notes", inbox, this::handle, () -> time.toNanos());
  }

  private void handle(UserEvent event) {
    tried.add(event);
    if (troubled.contains(event.subject())) {
      throw new IllegalStateException("on purpose");
    }
  }

  private void after(Duration wait) {
    time = time.plus(wait);
    tried.clear();
    delivery.round();
  }

  @Test
  void handled_events_come_once_and_in_order() {
    List<UserEvent> published =
        List.of(new UserRegistered(ALICE), new UserRegistered(BOB), new UserDeleted(ALICE));
    published.forEach(events::publish);

    assertThat(delivery.round()).isTrue();
    assertThat(delivery.round()).isFalse();

    assertThat(tried).isEqualTo(published);
    assertThat(inbox.size()).isEqualTo(new Size(0, 0));
  }

  @Test
  void event_that_fails_holds_up_its_user_only() {
    troubled.add(ALICE);
    events.publish(new UserRegistered(ALICE));
    events.publish(new UserRegistered(BOB));
    events.publish(new UserDeleted(ALICE));
    events.publish(new UserDeleted(BOB));

    delivery.round();
    assertThat(tried)
        .containsExactly(new UserRegistered(ALICE), new UserRegistered(BOB), new UserDeleted(BOB));

    troubled.clear();
    after(Duration.ofMillis(999));
    assertThat(tried).isEmpty();
    after(Duration.ofMillis(1));
    assertThat(tried).containsExactly(new UserRegistered(ALICE), new UserDeleted(ALICE));
  }

  @Test
  void event_is_tried_later_and_later() {
    troubled.add(ALICE);
    events.publish(new EmailChanged(ALICE));
    delivery.round();

    for (int seconds : List.of(1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300)) {
      after(Duration.ofSeconds(seconds).minusMillis(1));
      assertThat(tried).as("before %d s", seconds).isEmpty();
      after(Duration.ofMillis(1));
      assertThat(tried).as("after %d s", seconds).hasSize(1);
    }
  }

  @Test
  void event_is_set_aside_after_100_tries_and_tried_again_after_the_next_start() {
    troubled.add(ALICE);
    events.publish(new UserRegistered(ALICE));
    events.publish(new UserDeleted(ALICE));
    delivery.round();
    for (int tries = 1; tries < FeatureDelivery.MAX_TRIES; tries++) {
      assertThat(inbox.size()).isEqualTo(new Size(2, 0));
      after(Duration.ofMinutes(5));
    }
    assertThat(inbox.size()).isEqualTo(new Size(1, 1));

    troubled.clear();
    after(Duration.ofMinutes(5));
    assertThat(tried).containsExactly(new UserDeleted(ALICE));

    events.open(new Listener("notes"));
    delivery = delivery();
    after(Duration.ZERO);
    assertThat(tried).containsExactly(new UserRegistered(ALICE));
  }

  @Test
  void backlog_is_acknowledged_step_by_step() {
    for (int i = 0; i < 250; i++) {
      events.publish(new UserRegistered(new Subject("user-" + i)));
    }

    delivery.round();
    assertThat(inbox.size().waiting()).isEqualTo(150);
    delivery.round();
    delivery.round();

    assertThat(tried).hasSize(250);
    assertThat(inbox.size().waiting()).isZero();
  }

  @Test
  void round_ends_after_a_second() {
    for (int i = 0; i < 5; i++) {
      events.publish(new UserRegistered(new Subject("user-" + i)));
    }
    FeatureDelivery slow =
        new FeatureDelivery("notes", inbox, _ -> time = time.plusMillis(600), () -> time.toNanos());

    assertThat(slow.round()).isTrue();

    assertThat(inbox.size().waiting()).isEqualTo(3);
  }
}
