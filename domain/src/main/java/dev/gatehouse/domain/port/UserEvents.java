package dev.gatehouse.domain.port;

import dev.gatehouse.domain.audit.UserEvent;

/**
 * Carries what happened to users to those who keep something about them.
 *
 * <p>In-process and at most once: an event is delivered when this returns, or is lost with the
 * process. Implementations are safe for use by many threads at once.
 */
public interface UserEvents {
  /** Delivers the event; a listener that fails keeps no other from hearing it. */
  void publish(UserEvent event);
}
