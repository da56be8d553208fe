/** Refusals that several operations share. */
@NullMarked
package dev.gatehouse.domain.refusal;

import org.jspecify.annotations.NullMarked;
