/** Rate limits. */
@NullMarked
package dev.gatehouse.domain.limit;

import org.jspecify.annotations.NullMarked;
