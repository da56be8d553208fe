package dev.gatehouse.domain.token;

/**
 * Shows that the caller may change an account: an access token that was verified and is not revoked
 * here.
 *
 * @param token the token itself, for a provider that wants to see it
 * @param claims what it says
 */
public record AccountAccess(AccessToken token, VerifiedClaims claims) {
  /**
   * Makes the proof.
   *
   * @throws IllegalArgumentException if the claims are not an access token's
   */
  public AccountAccess {
    if (claims.use() != TokenUse.ACCESS) {
      throw new IllegalArgumentException("not an access token");
    }
  }
}
