/**
 * What this node remembers: bounded, in memory, and safe to lose.
 *
 * <p>Where several nodes have to know the same, a shared store takes its place behind the same
 * ports.
 */
@NullMarked
package dev.gatehouse.adapter.memory;

import org.jspecify.annotations.NullMarked;
