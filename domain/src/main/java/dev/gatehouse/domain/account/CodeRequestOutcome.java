package dev.gatehouse.domain.account;

import dev.gatehouse.domain.refusal.TooManyAttempts;

/** The result of a request for a one-time code. It says nothing about the user. */
public sealed interface CodeRequestOutcome permits CodeRequestOutcome.Accepted, TooManyAttempts {
  /** A code is sent if the user exists and can receive one. */
  record Accepted() implements CodeRequestOutcome {}
}
