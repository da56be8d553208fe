package dev.gatehouse.domain.totp;

import dev.gatehouse.domain.refusal.Refusal;

/** The result of the first step to set up an authenticator app. */
public sealed interface TotpEnrolmentOutcome permits TotpEnrolmentOutcome.Begun, Refusal {
  /**
   * The user enters the secret into the app. Logins require its codes once the app is confirmed.
   */
  record Begun(TotpSecret secret) implements TotpEnrolmentOutcome {}
}
