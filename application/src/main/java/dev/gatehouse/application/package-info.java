/**
 * Carries out the inbound ports: what happens in which order, on the outbound ports alone.
 *
 * <p>No I/O, no clock, no randomness of its own: what there is of them comes in through
 * constructors.
 */
@NullMarked
package dev.gatehouse.application;

import org.jspecify.annotations.NullMarked;
