/**
 * Implements the inbound ports. The use cases define the order of the steps and call only outbound
 * ports.
 *
 * <p>This package does no I/O and creates no clock and no random generator. Constructors receive
 * what is needed.
 */
@NullMarked
package dev.gatehouse.application;

import org.jspecify.annotations.NullMarked;
