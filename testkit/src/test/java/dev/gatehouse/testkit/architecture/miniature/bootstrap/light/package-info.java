/** A part of bootstrap that bootstrap does not use. */
@NullMarked
package dev.gatehouse.testkit.architecture.miniature.bootstrap.light;

import org.jspecify.annotations.NullMarked;
