/**
 * Inbound ports: the use cases that Gatehouse offers to driving adapters, such as HTTP.
 *
 * <p>The application module implements them.
 */
@NullMarked
package dev.gatehouse.domain.usecase;

import org.jspecify.annotations.NullMarked;
