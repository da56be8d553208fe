package dev.gatehouse.domain.totp;

import dev.gatehouse.domain.refusal.Refusal;

/** The result of the removal of an authenticator app. */
public sealed interface TotpRemovalOutcome permits TotpRemovalOutcome.Removed, Refusal {
  /** Logins require no code from an app, whether or not they did before. */
  record Removed() implements TotpRemovalOutcome {}
}
