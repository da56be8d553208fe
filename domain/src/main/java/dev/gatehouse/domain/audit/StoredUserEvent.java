package dev.gatehouse.domain.audit;

import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.audit.UserEvent.EmailChanged;
import dev.gatehouse.domain.audit.UserEvent.SessionEnded;
import dev.gatehouse.domain.audit.UserEvent.UserDeleted;
import dev.gatehouse.domain.audit.UserEvent.UserRegistered;
import org.jspecify.annotations.Nullable;

/**
 * An event about a user as text, as stores keep it. Different versions of Gatehouse may use a store
 * at the same time, so the kinds never change.
 *
 * @param session null if the event is not about one session
 */
public record StoredUserEvent(String kind, String subject, @Nullable String session) {
  private static final String REGISTERED = "registered";
  private static final String EMAIL_CHANGED = "email_changed";
  private static final String SESSION_ENDED = "session_ended";
  private static final String DELETED = "deleted";

  /** Returns an event as text. */
  public static StoredUserEvent of(UserEvent event) {
    return switch (event) {
      case UserRegistered(var subject) -> new StoredUserEvent(REGISTERED, subject.value(), null);
      case EmailChanged(var subject) -> new StoredUserEvent(EMAIL_CHANGED, subject.value(), null);
      case SessionEnded(var subject, var session) ->
          new StoredUserEvent(
              SESSION_ENDED, subject.value(), session == null ? null : session.value());
      case UserDeleted(var subject) -> new StoredUserEvent(DELETED, subject.value(), null);
    };
  }

  /**
   * Returns the event.
   *
   * @throws IllegalArgumentException if this version does not know the kind, or a value is not
   *     valid
   */
  public UserEvent event() {
    Subject user = new Subject(subject);
    return switch (kind) {
      case REGISTERED -> new UserRegistered(user);
      case EMAIL_CHANGED -> new EmailChanged(user);
      case SESSION_ENDED -> new SessionEnded(user, session == null ? null : new SessionId(session));
      case DELETED -> new UserDeleted(user);
      default -> throw new IllegalArgumentException("unknown kind of event: " + kind);
    };
  }
}
