package dev.gatehouse.adapter.jwt;

import dev.gatehouse.adapter.jwt.key.KeySetSource;
import java.time.Duration;
import java.util.Set;

/**
 * An issuer whose tokens are believed.
 *
 * @param issuer the exact {@code iss} of its tokens
 * @param clientIds the clients whose tokens are ours: an ID token's {@code aud}, an access token's
 *     {@code client_id}; not empty
 * @param keys where the issuer's key set comes from
 * @param refreshInterval how long a key that the issuer withdrew may stay in force; the set is
 *     fetched again that often
 */
public record TrustedIssuer(
    String issuer, Set<String> clientIds, KeySetSource keys, Duration refreshInterval) {
  /**
   * Makes a trusted issuer.
   *
   * @throws IllegalArgumentException if the issuer is empty, no client is named or the interval is
   *     not positive
   */
  public TrustedIssuer {
    clientIds = Set.copyOf(clientIds);
    if (issuer.isEmpty() || clientIds.isEmpty()) {
      throw new IllegalArgumentException("an issuer and at least one client must be named");
    }
    if (!refreshInterval.isPositive()) {
      throw new IllegalArgumentException("the refresh interval must be positive");
    }
  }

  /** Makes a trusted issuer whose key set is fetched again every five minutes. */
  public TrustedIssuer(String issuer, Set<String> clientIds, KeySetSource keys) {
    this(issuer, clientIds, keys, Duration.ofMinutes(5));
  }
}
