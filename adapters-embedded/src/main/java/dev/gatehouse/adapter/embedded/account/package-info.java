/** Stored users. */
@NullMarked
package dev.gatehouse.adapter.embedded.account;

import org.jspecify.annotations.NullMarked;
