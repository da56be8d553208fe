package dev.gatehouse.domain.token;

/** The result of the verification of a token. */
public sealed interface VerificationOutcome {
  /** A trusted issuer issued the token for us, and it has not expired. */
  record Verified(VerifiedClaims claims) implements VerificationOutcome {}

  /** The token is not valid. */
  record Refused(TokenRefusal reason) implements VerificationOutcome {}
}
