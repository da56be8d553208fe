package dev.gatehouse.adapter.http;

import dev.gatehouse.adapter.http.message.TrustedProxies;

/**
 * What the API needs to know of where it runs.
 *
 * @param trustedProxies whose word on where requests come from is believed
 * @param totpIssuer whose login it is, as authenticator apps show it; not empty
 */
public record ApiSettings(TrustedProxies trustedProxies, String totpIssuer) {
  /**
   * Makes settings.
   *
   * @throws IllegalArgumentException if the issuer is empty
   */
  public ApiSettings {
    if (totpIssuer.isEmpty()) {
      throw new IllegalArgumentException("an empty issuer");
    }
  }
}
