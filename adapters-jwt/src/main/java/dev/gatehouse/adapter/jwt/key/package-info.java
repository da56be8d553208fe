/** Fetches and refreshes key sets, and verifies signatures with their keys. */
@NullMarked
package dev.gatehouse.adapter.jwt.key;

import org.jspecify.annotations.NullMarked;
