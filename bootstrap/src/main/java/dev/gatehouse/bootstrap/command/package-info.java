/** The commands of the command line. */
@NullMarked
package dev.gatehouse.bootstrap.command;

import org.jspecify.annotations.NullMarked;
