package dev.gatehouse.domain.session;

import dev.gatehouse.domain.SessionId;
import java.util.Set;

/** Which sessions of a user an operation has ended. */
public sealed interface EndedSessions {
  /**
   * Exactly these.
   *
   * @param sessions may be empty; immutable
   */
  record Listed(Set<SessionId> sessions) implements EndedSessions {
    /** Makes the list; the set is copied. */
    public Listed {
      sessions = Set.copyOf(sessions);
    }
  }

  /** All that began before the operation ended; the provider cannot list them. */
  record All() implements EndedSessions {}
}
