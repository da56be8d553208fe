/**
 * Adapters that keep their data in the memory of this node. The data is bounded and safe to lose.
 *
 * <p>If several nodes need the same data, adapters with a shared store can implement the same
 * ports.
 */
@NullMarked
package dev.gatehouse.adapter.memory;

import org.jspecify.annotations.NullMarked;
