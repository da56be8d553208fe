/**
 * The seam: what a feature is written against, and what Gatehouse's own endpoints are written with.
 *
 * <p>A {@link Feature} is started once and serves {@link Route}s. A route says who may call it; its
 * endpoint reads the {@link Request} by {@link Field}s, strictly, and gives an {@link Response}.
 * How to write one is told in {@code docs/extending.md}.
 */
@NullMarked
package dev.gatehouse.adapter.http.spi;

import org.jspecify.annotations.NullMarked;
