/**
 * What Gatehouse offers: inbound ports, each a conversation that a driving adapter (HTTP, a test)
 * holds with it.
 *
 * <p>The application module carries them out.
 */
@NullMarked
package dev.gatehouse.domain.usecase;

import org.jspecify.annotations.NullMarked;
