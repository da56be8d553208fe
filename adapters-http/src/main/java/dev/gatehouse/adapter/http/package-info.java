/**
 * The HTTP API as a Javalin plugin, and Gatehouse's own server around it.
 *
 * <p>A request meets, in this order: {@code Gate} (may the caller call this {@code Route}?), {@code
 * HttpCall} (what was sent), an endpoint (which use case), {@code Answer} (what goes back). JSON
 * becomes domain values here and nowhere else. What endpoints are written with is the package
 * {@code feature}, as features are written with the same.
 */
@NullMarked
package dev.gatehouse.adapter.http;

import org.jspecify.annotations.NullMarked;
