package dev.gatehouse.domain.token;

/** What a token turns out to be. */
public sealed interface VerificationOutcome {
  /** A token that a trusted issuer issued for us and that is in force. */
  record Verified(VerifiedClaims claims) implements VerificationOutcome {}

  /** Anything else. */
  record Refused(TokenRefusal reason) implements VerificationOutcome {}
}
