package dev.gatehouse.domain.port;

import dev.gatehouse.domain.audit.UserEvent;

/**
 * Delivers events about users to the features that store data about them.
 *
 * <p>Delivery is within the process and at most once: an event is delivered when {@code publish}
 * returns, or is lost if the process ends. Implementations are thread-safe.
 */
public interface UserEvents {
  /** Delivers an event. If a listener fails, the others still get the event. */
  void publish(UserEvent event);
}
