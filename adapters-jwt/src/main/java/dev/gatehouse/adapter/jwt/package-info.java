/**
 * Verifies tokens with the key sets of their issuers; one implementation for all providers.
 *
 * <p>The checks use issuers, clients, keys and the time. They do not include revocation.
 */
@NullMarked
package dev.gatehouse.adapter.jwt;

import org.jspecify.annotations.NullMarked;
