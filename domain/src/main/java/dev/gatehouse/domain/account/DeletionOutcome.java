package dev.gatehouse.domain.account;

import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.refusal.StepUpRefusal;
import dev.gatehouse.domain.session.EndedSessions;

/** The result of the deletion of an account. */
public sealed interface DeletionOutcome
    permits DeletionOutcome.Deleted, AccessRefused, StepUpRefusal {
  /**
   * The account is deleted; the provider behaves as if it never existed.
   *
   * @param ended the sessions that ended because of it
   */
  record Deleted(EndedSessions ended) implements DeletionOutcome {}
}
