package dev.gatehouse;

import dev.gatehouse.adapter.embedded.EmbeddedIdentityProvider;
import dev.gatehouse.adapter.embedded.EmbeddedProviderBuilder;
import dev.gatehouse.adapter.embedded.store.SqliteLibrary;
import dev.gatehouse.adapter.jwt.TrustedIssuer;
import dev.gatehouse.adapter.jwt.key.SignatureProvider;
import dev.gatehouse.domain.port.IdentityProvider;
import java.nio.file.Path;
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
  /**
   * Opens an embedded provider with the native libraries of this machine.
   *
   * @param folder the data folder; null if the users are in memory
   */
  static Users open(EmbeddedProviderBuilder builder, @Nullable Path folder) {
    SqliteLibrary.prepare(System.getProperties(), folder);
    EmbeddedIdentityProvider embedded =
        builder.signatures(SignatureProvider.fastest()::provider).open();
    return new Users(embedded, List.of(TrustedIssuers.own(embedded)), embedded, embedded::close);
  }
}
