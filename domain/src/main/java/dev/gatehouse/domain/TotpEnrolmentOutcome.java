package dev.gatehouse.domain;

/** How the setting up of an authenticator app begins. */
public sealed interface TotpEnrolmentOutcome {
  /** The app is to be given the secret; logins ask for its codes once one was given. */
  record Begun(TotpSecret secret) implements TotpEnrolmentOutcome {}

  /** The provider has ended the session that the access token belongs to. */
  record AccessRefused() implements TotpEnrolmentOutcome {}
}
