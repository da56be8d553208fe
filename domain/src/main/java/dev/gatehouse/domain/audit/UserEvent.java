package dev.gatehouse.domain.audit;

import dev.gatehouse.domain.Subject;

/** An event in the life of a user, published after it is stored. */
public sealed interface UserEvent {
  /** The user was deleted. Every feature that stores data about the user must delete it, too. */
  record UserDeleted(Subject subject) implements UserEvent {}
}
