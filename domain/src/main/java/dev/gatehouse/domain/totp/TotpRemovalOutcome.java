package dev.gatehouse.domain.totp;

import dev.gatehouse.domain.refusal.AccessRefused;

/** How the removal of an authenticator app ends. */
public sealed interface TotpRemovalOutcome permits TotpRemovalOutcome.Removed, AccessRefused {
  /** Logins ask for no code of an app, whether or not they did before. */
  record Removed() implements TotpRemovalOutcome {}
}
