/** The terminal of a command, and its exit codes. */
@NullMarked
package dev.gatehouse.bootstrap.terminal;

import org.jspecify.annotations.NullMarked;
