package dev.gatehouse.domain.session;

import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.refusal.StepUpRefusal;

/** The result of a logout. */
public sealed interface LogoutOutcome
    permits LogoutOutcome.LoggedOut, AccessRefused, StepUpRefusal {
  /**
   * The sessions have ended. Their refresh tokens are invalid.
   *
   * @param ended the sessions that ended
   */
  record LoggedOut(EndedSessions ended) implements LogoutOutcome {}
}
