/** How a booking goes. */
@NullMarked
package dev.gatehouse.testkit.architecture.miniature.application;

import org.jspecify.annotations.NullMarked;
