/**
 * The SPI for features. Gatehouse's own endpoints use the same types.
 *
 * <p>A {@link Feature} is started once and serves {@link Route}s. A route declares its access and
 * its rate limits. Its endpoint reads the {@link Field}s of a {@link Request} and returns a {@link
 * Response}. {@code docs/extending.md} explains how to write a feature.
 */
@NullMarked
package dev.gatehouse.adapter.http.spi;

import org.jspecify.annotations.NullMarked;
