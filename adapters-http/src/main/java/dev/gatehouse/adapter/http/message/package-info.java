/** Reads requests and writes responses. */
@NullMarked
package dev.gatehouse.adapter.http.message;

import org.jspecify.annotations.NullMarked;
