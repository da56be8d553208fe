package dev.gatehouse.domain.totp;

import dev.gatehouse.domain.refusal.AccessRefused;

/** Whether logins ask for codes of an authenticator app. */
public sealed interface TotpStatusOutcome
    permits TotpStatusOutcome.Enabled, TotpStatusOutcome.NotEnabled, AccessRefused {
  /** They do. */
  record Enabled() implements TotpStatusOutcome {}

  /** They don't: there is no app, or one that is not confirmed yet. */
  record NotEnabled() implements TotpStatusOutcome {}
}
