/**
 * What Gatehouse needs from the world: outbound ports, each a role that an adapter plays.
 *
 * <p>An expected answer is an outcome; a provider that cannot answer throws {@link
 * dev.gatehouse.domain.IdentityProviderUnavailableException}. No port method takes a bare {@code
 * String}.
 */
@NullMarked
package dev.gatehouse.domain.port;

import org.jspecify.annotations.NullMarked;
