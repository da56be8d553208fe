/** The keys that sign tokens, and when each of them signs. */
@NullMarked
package dev.gatehouse.adapter.embedded.key;

import org.jspecify.annotations.NullMarked;
