package dev.gatehouse.adapter.jwt;

import java.util.Set;

/**
 * An issuer whose tokens are believed.
 *
 * @param issuer the exact {@code iss} of its tokens
 * @param clientIds the clients whose tokens are ours: an ID token's {@code aud}, an access token's
 *     {@code client_id}; not empty
 * @param keys where the issuer's key set comes from
 */
public record TrustedIssuer(String issuer, Set<String> clientIds, KeySetSource keys) {
  /**
   * Makes a trusted issuer.
   *
   * @throws IllegalArgumentException if the issuer is empty or no client is named
   */
  public TrustedIssuer {
    clientIds = Set.copyOf(clientIds);
    if (issuer.isEmpty() || clientIds.isEmpty()) {
      throw new IllegalArgumentException("an issuer and at least one client must be named");
    }
  }
}
