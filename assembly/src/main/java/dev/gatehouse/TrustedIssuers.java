package dev.gatehouse;

import dev.gatehouse.adapter.embedded.EmbeddedIdentityProvider;
import dev.gatehouse.adapter.jwt.TrustedIssuer;
import dev.gatehouse.adapter.jwt.key.KeySetSource;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The issuers whose tokens are accepted, by provider. */
public final class TrustedIssuers {
  /** Short, because reading the keys of a provider in this process costs almost nothing. */
  private static final Duration OWN_KEYS_REFRESH_INTERVAL = Duration.ofSeconds(2);

  private TrustedIssuers() {}

  /** Returns the embedded provider in this process. */
  public static TrustedIssuer own(EmbeddedIdentityProvider provider) {
    return new TrustedIssuer(
        provider.issuer(),
        Set.of(EmbeddedIdentityProvider.CLIENT_ID),
        provider::keySet,
        OWN_KEYS_REFRESH_INTERVAL);
  }

  /** Returns the issuers of a user pool. */
  public static List<TrustedIssuer> of(ProviderSettings.Cognito pool) {
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
