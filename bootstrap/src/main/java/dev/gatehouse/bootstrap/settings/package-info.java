/** Settings: reads, checks and prints them. */
@NullMarked
package dev.gatehouse.bootstrap.settings;

import org.jspecify.annotations.NullMarked;
