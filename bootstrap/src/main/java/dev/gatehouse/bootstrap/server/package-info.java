/** Starts and stops the server. */
@NullMarked
package dev.gatehouse.bootstrap.server;

import org.jspecify.annotations.NullMarked;
