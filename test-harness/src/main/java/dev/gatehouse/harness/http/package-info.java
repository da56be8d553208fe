/** Sends raw bytes to a server, because HTTP clients do not send malformed requests. */
@NullMarked
package dev.gatehouse.harness.http;

import org.jspecify.annotations.NullMarked;
