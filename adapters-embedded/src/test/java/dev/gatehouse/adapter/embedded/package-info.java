/** Tests the embedded provider: the contract, and its additional promises. */
@NullMarked
package dev.gatehouse.adapter.embedded;

import org.jspecify.annotations.NullMarked;
