package dev.gatehouse.domain.audit;

import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Subject;
import org.jspecify.annotations.Nullable;

/**
 * An event in the life of a user, published after it is stored.
 *
 * <p>It has no name and no e-mail address, so that no copy of them outlives the user.
 */
public sealed interface UserEvent {
  /** The user. */
  Subject subject();

  /** There is a new user, who can log in. */
  record UserRegistered(Subject subject) implements UserEvent {}

  /** The e-mail address of the user, or whether it is verified, has changed. */
  record EmailChanged(Subject subject) implements UserEvent {}

  /**
   * A session of the user was ended before its time.
   *
   * @param session the session; null for all sessions of the user until now
   */
  record SessionEnded(Subject subject, @Nullable SessionId session) implements UserEvent {}

  /** The user was deleted. Every feature that stores data about the user must delete it, too. */
  record UserDeleted(Subject subject) implements UserEvent {}
}
