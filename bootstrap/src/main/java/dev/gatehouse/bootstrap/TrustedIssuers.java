package dev.gatehouse.bootstrap;

import dev.gatehouse.adapter.embedded.EmbeddedIdentityProvider;
import dev.gatehouse.adapter.jwt.KeySetSource;
import dev.gatehouse.adapter.jwt.TrustedIssuer;
import dev.gatehouse.bootstrap.Settings.ProviderSettings;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Whose tokens are believed, by who keeps the users. */
final class TrustedIssuers {
  /**
   * Asking a provider in this process costs next to nothing, so that it may rotate its key soon.
   */
  private static final Duration OWN_KEYS_REFRESH_INTERVAL = Duration.ofSeconds(2);

  private TrustedIssuers() {}

  /** The provider in this process. */
  static TrustedIssuer own(EmbeddedIdentityProvider provider) {
    return new TrustedIssuer(
        provider.issuer(),
        Set.of(EmbeddedIdentityProvider.CLIENT_ID),
        provider::keySet,
        OWN_KEYS_REFRESH_INTERVAL);
  }

  /** Those of a user pool. */
  static List<TrustedIssuer> of(ProviderSettings.Cognito pool) {
    return pool.issuers().stream()
        .map(
            issuer ->
                new TrustedIssuer(
                    issuer.name(),
                    Set.of(pool.settings().clientId()),
                    KeySetSource.at(issuer.keySetUrl()),
                    pool.keySetRefreshInterval()))
        .toList();
  }
}
