package dev.gatehouse.domain.token;

/**
 * Permission to change an account: a verified access token that is not revoked on this node.
 *
 * @param token the token, for providers that need it
 * @param claims the claims of the token
 */
public record AccountAccess(AccessToken token, VerifiedClaims claims) {
  /**
   * Creates the permission.
   *
   * @throws IllegalArgumentException if the claims are not those of an access token
   */
  public AccountAccess {
    if (claims.use() != TokenUse.ACCESS) {
      throw new IllegalArgumentException("not an access token");
    }
  }
}
