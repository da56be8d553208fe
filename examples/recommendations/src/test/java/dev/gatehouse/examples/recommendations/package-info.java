/** Tests of the recommendations as a whole. */
@NullMarked
package dev.gatehouse.examples.recommendations;

import org.jspecify.annotations.NullMarked;
