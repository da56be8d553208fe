package dev.gatehouse.domain.session;

import dev.gatehouse.domain.SessionId;
import java.util.Set;

/** The sessions of a user that an operation has ended. */
public sealed interface EndedSessions {
  /**
   * The provider lists the sessions.
   *
   * @param sessions may be empty; immutable
   */
  record Listed(Set<SessionId> sessions) implements EndedSessions {
    /** Creates the list; copies the set. */
    public Listed {
      sessions = Set.copyOf(sessions);
    }
  }

  /** All sessions that began before the operation ended. The provider cannot list them. */
  record All() implements EndedSessions {}
}
