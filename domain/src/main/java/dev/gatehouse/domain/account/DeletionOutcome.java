package dev.gatehouse.domain.account;

import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.refusal.InvalidCredentials;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import dev.gatehouse.domain.session.EndedSessions;

/** How the deletion of an account ends. */
public sealed interface DeletionOutcome
    permits DeletionOutcome.Deleted, InvalidCredentials, TooManyAttempts, AccessRefused {
  /**
   * The account is deleted; the provider behaves as if it never existed.
   *
   * @param ended the sessions that ended with it
   */
  record Deleted(EndedSessions ended) implements DeletionOutcome {}
}
