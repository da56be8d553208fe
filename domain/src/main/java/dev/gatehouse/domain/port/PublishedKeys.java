package dev.gatehouse.domain.port;

/**
 * Publishes the public keys of a provider.
 *
 * <p>A provider in this process implements this port, so that others can verify its tokens. A
 * remote provider publishes its keys itself.
 */
public interface PublishedKeys {
  /** Returns the issuer, exactly as in the tokens. */
  String issuer();

  /**
   * Returns the key set: a JWK Set document (RFC 7517, section 5) with the public part of every key
   * that is needed to verify unexpired tokens or that will sign soon.
   *
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException if the keys cannot be read
   *     now
   */
  String keySet();
}
