package dev.gatehouse.domain.port;

/**
 * The public keys that a provider signs with, as it publishes them.
 *
 * <p>A provider in this process plays this role so that anyone can verify its tokens; a remote one
 * publishes its keys itself.
 */
public interface PublishedKeys {
  /** The issuer named in the tokens, exactly as there. */
  String issuer();

  /**
   * The key set: a JWK Set document (RFC 7517, section 5) with every key that verifies a token
   * still in force, or is soon to sign one; public parts alone.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException when it can't be told now
   */
  String keySet();
}
