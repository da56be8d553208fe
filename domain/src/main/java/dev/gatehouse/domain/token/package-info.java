/** Tokens, and what their verification says. */
@NullMarked
package dev.gatehouse.domain.token;

import org.jspecify.annotations.NullMarked;
