package dev.gatehouse.domain;

/** How an authenticator app is given up. */
public sealed interface TotpRemovalOutcome {
  /** Logins ask for no code of an app, whether or not they did. */
  record Removed() implements TotpRemovalOutcome {}

  /** The provider has ended the session that the access token belongs to. */
  record AccessRefused() implements TotpRemovalOutcome {}
}
