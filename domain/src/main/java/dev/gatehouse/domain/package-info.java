/**
 * The values Gatehouse speaks in, and the outcomes its operations can have.
 *
 * <p>A value checks itself: whoever holds one need not check it again. Secrets are classes that
 * never print what they hold. An outcome is one of a closed set of records, so that a {@code
 * switch} over it is complete or does not compile.
 */
@NullMarked
package dev.gatehouse.domain;

import org.jspecify.annotations.NullMarked;
