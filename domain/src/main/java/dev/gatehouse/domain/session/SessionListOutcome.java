package dev.gatehouse.domain.session;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.refusal.AccessRefused;
import java.time.Instant;
import java.util.List;

/** The result of listing a user's sessions. */
public sealed interface SessionListOutcome permits SessionListOutcome.Listed, AccessRefused {
  /**
   * The sessions that have not ended.
   *
   * @param sessions newest first; at most the 100 newest
   */
  record Listed(List<Session> sessions) implements SessionListOutcome {
    /** Creates the result; copies the list. */
    public Listed {
      sessions = List.copyOf(sessions);
    }
  }

  /**
   * A session.
   *
   * @param createdAt when the user logged in
   * @param lastUsedAt when the session was last refreshed, or its login
   * @param client the program that logged in ({@link Caller#client()}); empty if unknown
   * @param address the address that the login came from; empty if unknown
   */
  record Session(
      SessionId id, Instant createdAt, Instant lastUsedAt, String client, String address) {}
}
