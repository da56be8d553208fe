package dev.gatehouse.domain.session;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.refusal.AccessRefused;
import java.time.Instant;
import java.util.List;

/** How the question for a user's sessions ends. */
public sealed interface SessionListOutcome permits SessionListOutcome.Listed, AccessRefused {
  /**
   * The sessions that have not ended.
   *
   * @param sessions newest first; the 100 newest where there are more
   */
  record Listed(List<Session> sessions) implements SessionListOutcome {
    /** Makes the answer; the list is copied. */
    public Listed {
      sessions = List.copyOf(sessions);
    }
  }

  /**
   * A session.
   *
   * @param createdAt when the user logged in
   * @param lastUsedAt when tokens were last issued
   * @param client the program that logged in ({@link Caller#client()}); empty where it is not known
   * @param address where the login came from; empty where it is not known
   */
  record Session(
      SessionId id, Instant createdAt, Instant lastUsedAt, String client, String address) {}
}
