package dev.gatehouse.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.audit.UserEvent;
import dev.gatehouse.domain.audit.UserEvent.UserDeleted;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InProcessUserEventsTest {
  private final InProcessUserEvents events = new InProcessUserEvents();
  private final List<UserEvent> heard = new ArrayList<>();

  @Test
  void event_is_delivered_to_every_listener_before_publishing_returns() {
    UserEvent event = new UserDeleted(new Subject("s"));
    events.subscribe(heard::add);
    events.subscribe(heard::add);

    events.publish(event);

    assertThat(heard).containsExactly(event, event);
  }

  @Test
  void failed_listener_does_not_stop_other_listeners() {
    events.subscribe(
        event -> {
          throw new IllegalStateException("full");
        });
    events.subscribe(heard::add);

    events.publish(new UserDeleted(new Subject("s")));

    assertThat(heard).hasSize(1);
  }
}
