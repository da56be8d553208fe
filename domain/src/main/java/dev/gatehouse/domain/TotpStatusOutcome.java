package dev.gatehouse.domain;

/** Whether logins ask for codes of an authenticator app. */
public sealed interface TotpStatusOutcome {
  /** They do. */
  record Enabled() implements TotpStatusOutcome {}

  /** They don't: there is no app, or one that is still being set up. */
  record NotEnabled() implements TotpStatusOutcome {}

  /** The provider has ended the session that the access token belongs to. */
  record AccessRefused() implements TotpStatusOutcome {}
}
