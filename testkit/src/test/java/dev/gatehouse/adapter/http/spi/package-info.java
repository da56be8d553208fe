/** Stands in for the seam, which another module holds. */
@NullMarked
package dev.gatehouse.adapter.http.spi;

import org.jspecify.annotations.NullMarked;
