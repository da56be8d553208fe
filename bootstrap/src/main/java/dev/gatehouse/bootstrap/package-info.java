/** The process: {@code main}, which reads the environment and chooses the clock. */
@NullMarked
package dev.gatehouse.bootstrap;

import org.jspecify.annotations.NullMarked;
