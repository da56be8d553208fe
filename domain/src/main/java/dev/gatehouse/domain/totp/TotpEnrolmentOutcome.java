package dev.gatehouse.domain.totp;

import dev.gatehouse.domain.refusal.AccessRefused;

/** How the enrolment of an authenticator app begins. */
public sealed interface TotpEnrolmentOutcome permits TotpEnrolmentOutcome.Begun, AccessRefused {
  /** The user enters the secret into the app; logins ask for its codes once one was given. */
  record Begun(TotpSecret secret) implements TotpEnrolmentOutcome {}
}
