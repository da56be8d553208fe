package dev.gatehouse;

import dev.gatehouse.adapter.embedded.EmbeddedIdentityProvider;
import dev.gatehouse.adapter.jwt.TrustedIssuer;
import dev.gatehouse.adapter.memory.InMemoryKnownAddresses;
import dev.gatehouse.domain.Ticker;
import dev.gatehouse.domain.port.IdentityProvider;
import dev.gatehouse.domain.port.KnownAddresses;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An open provider.
 *
 * @param embedded the same provider; null if the users are in a user pool
 * @param closing closes the provider
 */
record Users(
    IdentityProvider provider,
    List<TrustedIssuer> issuers,
    @Nullable EmbeddedIdentityProvider embedded,
    Runnable closing) {
  static Users of(EmbeddedIdentityProvider embedded) {
    return new Users(embedded, List.of(TrustedIssuers.own(embedded)), embedded, embedded::close);
  }

  /** Returns the known addresses of the provider, or else some for this node only. */
  KnownAddresses knownAddresses(int capacity, Ticker ticker) {
    return provider.knownAddresses().orElseGet(() -> new InMemoryKnownAddresses(capacity, ticker));
  }
}
