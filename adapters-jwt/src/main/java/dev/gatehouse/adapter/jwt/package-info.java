/**
 * Verifies tokens against key sets; one implementation for every provider.
 *
 * <p>It knows issuers, clients, keys and the time. What was revoked is not its business.
 */
@NullMarked
package dev.gatehouse.adapter.jwt;

import org.jspecify.annotations.NullMarked;
