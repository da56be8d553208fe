/**
 * The HTTP API as a Javalin plugin, and Gatehouse's own server around it.
 *
 * <p>A request meets, in this order: {@code RouteGuard} (may the caller call this route?), {@code
 * Routes} (is its limit reached?), an endpoint (which use case) that reads {@code JavalinRequest}
 * (what was sent) and returns {@code Response} (what goes back). JSON becomes domain values here
 * and nowhere else. Endpoints and features are written with the package {@code feature}.
 */
@NullMarked
package dev.gatehouse.adapter.http;

import org.jspecify.annotations.NullMarked;
