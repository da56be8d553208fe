/**
 * Settings, wiring and {@code main}: the one place that knows every module, reads the environment
 * and picks the clock.
 */
@NullMarked
package dev.gatehouse.bootstrap;

import org.jspecify.annotations.NullMarked;
