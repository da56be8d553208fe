/**
 * Outbound ports: what Gatehouse needs from other systems. Adapters implement them.
 *
 * <p>Expected answers are outcomes. A provider that cannot answer throws {@link
 * dev.gatehouse.domain.IdentityProviderUnavailableException}. No method of a port takes a plain
 * {@code String}.
 */
@NullMarked
package dev.gatehouse.domain.port;

import org.jspecify.annotations.NullMarked;
