package dev.gatehouse.domain.account;

import dev.gatehouse.domain.refusal.TooManyAttempts;

/** What a caller is told who asks for a code: nothing about the user. */
public sealed interface CodeRequestOutcome permits CodeRequestOutcome.Accepted, TooManyAttempts {
  /** A code is sent if there is a user who can receive one. */
  record Accepted() implements CodeRequestOutcome {}
}
