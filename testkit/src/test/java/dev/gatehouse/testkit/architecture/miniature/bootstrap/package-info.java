/** Opens the lodge. */
@NullMarked
package dev.gatehouse.testkit.architecture.miniature.bootstrap;

import org.jspecify.annotations.NullMarked;
