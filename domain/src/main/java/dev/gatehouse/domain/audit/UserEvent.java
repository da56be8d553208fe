package dev.gatehouse.domain.audit;

import dev.gatehouse.domain.Subject;

/** Something that happened to a user, told when it is done for good. */
public sealed interface UserEvent {
  /** The user was deleted: whoever keeps anything about the person deletes it, too. */
  record UserDeleted(Subject subject) implements UserEvent {}
}
