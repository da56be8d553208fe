/**
 * Carries out the inbound ports: what happens in which order, on the outbound ports alone.
 *
 * <p>No I/O, no clock, no randomness of its own.
 */
@NullMarked
package dev.gatehouse.application;

import org.jspecify.annotations.NullMarked;
