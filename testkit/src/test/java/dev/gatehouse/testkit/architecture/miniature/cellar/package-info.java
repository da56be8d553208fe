/** Not a part of the hexagon. */
@NullMarked
package dev.gatehouse.testkit.architecture.miniature.cellar;

import org.jspecify.annotations.NullMarked;
