/** Sees the seam of the desk. */
@NullMarked
package dev.gatehouse.testkit.architecture.miniature.adapter.kiosk;

import org.jspecify.annotations.NullMarked;
