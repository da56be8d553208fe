/** The HTTP server, and the management server for operators. */
@NullMarked
package dev.gatehouse.adapter.http.server;

import org.jspecify.annotations.NullMarked;
