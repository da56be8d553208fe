package dev.gatehouse.domain.port;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.audit.UserEvent;

/**
 * Stores events about users in the {@link UserEventInboxes}.
 *
 * <p>Implementations are thread-safe.
 */
public interface UserEvents {
  /** For a provider that stores the events itself, together with the changes. */
  UserEvents NONE =
      new UserEvents() {
        @Override
        public boolean announceDeletion(Subject subject, Username username) {
          return true;
        }

        @Override
        public void publish(UserEvent event) {}
      };

  /**
   * Stores that a user is about to be deleted. If the process then ends before it publishes {@link
   * UserEvent.UserDeleted}, the event is published by another one, if the user no longer exists.
   *
   * @return whether that is stored; if not, the user must not be deleted, because nobody might hear
   *     of it
   */
  boolean announceDeletion(Subject subject, Username username);

  /**
   * Stores an event for every listener. If that is not possible now, this process keeps the event
   * and stores it when it can.
   */
  void publish(UserEvent event);
}
