package dev.gatehouse.domain.session;

import dev.gatehouse.domain.refusal.AccessRefused;

/** How the end of all sessions of a user goes. */
public sealed interface LogoutOutcome permits LogoutOutcome.LoggedOut, AccessRefused {
  /**
   * All sessions have ended: no refresh token of the user works any more.
   *
   * @param ended which sessions those were
   */
  record LoggedOut(EndedSessions ended) implements LogoutOutcome {}
}
