/** Stands in for what no feature may see, which another module holds. */
@NullMarked
package dev.gatehouse.application;

import org.jspecify.annotations.NullMarked;
