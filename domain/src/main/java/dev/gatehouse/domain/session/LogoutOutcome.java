package dev.gatehouse.domain.session;

import dev.gatehouse.domain.refusal.AccessRefused;

/** The result of a logout. */
public sealed interface LogoutOutcome permits LogoutOutcome.LoggedOut, AccessRefused {
  /**
   * The sessions have ended. Their refresh tokens are invalid.
   *
   * @param ended the sessions that ended
   */
  record LoggedOut(EndedSessions ended) implements LogoutOutcome {}
}
