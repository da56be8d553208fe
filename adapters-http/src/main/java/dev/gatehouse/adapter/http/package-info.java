/**
 * The HTTP API as a Javalin plugin, and Gatehouse's own server around it.
 *
 * <p>A request meets, in this order: {@code Route} (who may call), {@code Call} (what was sent), an
 * endpoint in {@code GatehousePlugin} (which use case), {@code Answer} (what goes back). JSON
 * becomes domain values here and nowhere else.
 */
@NullMarked
package dev.gatehouse.adapter.http;

import org.jspecify.annotations.NullMarked;
