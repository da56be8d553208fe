/** Where guests come in, and a seam for neighbours. */
@NullMarked
package dev.gatehouse.testkit.architecture.miniature.adapter.desk;

import org.jspecify.annotations.NullMarked;
