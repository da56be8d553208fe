package dev.gatehouse.adapter.jwt;

import dev.gatehouse.adapter.jwt.key.KeySetSource;
import java.time.Duration;
import java.util.Set;

/**
 * An issuer whose tokens are accepted.
 *
 * @param issuer the exact {@code iss} claim of its tokens
 * @param clientIds the clients whose tokens are accepted: the {@code aud} claim of an ID token, the
 *     {@code client_id} claim of an access token; not empty
 * @param keys the source of the issuer's key set
 * @param refreshInterval how often the key set is fetched; a key that the issuer withdrew stays
 *     valid here up to this long
 */
public record TrustedIssuer(
    String issuer, Set<String> clientIds, KeySetSource keys, Duration refreshInterval) {
  /**
   * Creates a trusted issuer.
   *
   * @throws IllegalArgumentException if the issuer or the set of clients is empty, or the interval
   *     is not positive
   */
  public TrustedIssuer {
    clientIds = Set.copyOf(clientIds);
    if (issuer.isEmpty() || clientIds.isEmpty()) {
      throw new IllegalArgumentException("an issuer and at least one client are required");
    }
    if (!refreshInterval.isPositive()) {
      throw new IllegalArgumentException("the refresh interval must be positive");
    }
  }

  /** Creates a trusted issuer whose key set is fetched every five minutes. */
  public TrustedIssuer(String issuer, Set<String> clientIds, KeySetSource keys) {
    this(issuer, clientIds, keys, Duration.ofMinutes(5));
  }
}
