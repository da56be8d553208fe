/** Stands in for the seam, which another module holds. */
@NullMarked
package dev.gatehouse.adapter.http.feature;

import org.jspecify.annotations.NullMarked;
