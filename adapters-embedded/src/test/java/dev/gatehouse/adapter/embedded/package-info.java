/** Shows that the embedded provider keeps the contract, and what it promises beyond it. */
@NullMarked
package dev.gatehouse.adapter.embedded;

import org.jspecify.annotations.NullMarked;
