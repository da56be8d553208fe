/**
 * The HTTP API as a Javalin plugin.
 *
 * <p>A request passes {@code RouteGuard}, which checks the token, then {@code Routes}, which
 * applies the rate limit. Then an endpoint reads the fields of the {@code Request}, calls a use
 * case and returns a {@code Response}. Only this module converts JSON to domain values. Endpoints
 * and features use the types of the package {@code spi}.
 */
@NullMarked
package dev.gatehouse.adapter.http;

import org.jspecify.annotations.NullMarked;
