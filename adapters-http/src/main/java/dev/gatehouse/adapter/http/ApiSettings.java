package dev.gatehouse.adapter.http;

import dev.gatehouse.adapter.http.message.TrustedProxies;

/**
 * The settings of the API.
 *
 * @param trustedProxies the proxies whose forwarding header is trusted
 * @param totpIssuer the name of the service, shown by authenticator apps; not empty
 */
public record ApiSettings(TrustedProxies trustedProxies, String totpIssuer) {
  /**
   * Creates settings.
   *
   * @throws IllegalArgumentException if the issuer is empty
   */
  public ApiSettings {
    if (totpIssuer.isEmpty()) {
      throw new IllegalArgumentException("an empty issuer");
    }
  }
}
