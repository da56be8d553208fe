package dev.gatehouse.domain.totp;

import dev.gatehouse.domain.refusal.AccessRefused;

/** Whether logins require a code from an authenticator app. */
public sealed interface TotpStatusOutcome
    permits TotpStatusOutcome.Enabled, TotpStatusOutcome.NotEnabled, AccessRefused {
  /** Logins require a code. */
  record Enabled() implements TotpStatusOutcome {}

  /** Logins require no code: there is no app, or it is not confirmed yet. */
  record NotEnabled() implements TotpStatusOutcome {}
}
