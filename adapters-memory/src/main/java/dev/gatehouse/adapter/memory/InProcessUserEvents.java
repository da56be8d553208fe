package dev.gatehouse.adapter.memory;

import dev.gatehouse.domain.audit.UserEvent;
import dev.gatehouse.domain.port.UserEvents;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Notifies the listeners in this process one after the other, on the publishing thread. */
public final class InProcessUserEvents implements UserEvents {
  private static final Logger LOG = System.getLogger(InProcessUserEvents.class.getName());

  private final List<Consumer<UserEvent>> listeners = new CopyOnWriteArrayList<>();

  /** Adds a listener. It receives every event from now on. */
  public void subscribe(Consumer<UserEvent> listener) {
    listeners.add(listener);
  }

  @Override
  public void publish(UserEvent event) {
    for (Consumer<UserEvent> listener : listeners) {
      try {
        listener.accept(event);
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "A listener failed to process " + event, e);
      }
    }
  }
}
