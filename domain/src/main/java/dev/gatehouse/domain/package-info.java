/**
 * The values of Gatehouse.
 *
 * <p>A value checks itself in its constructor, so nobody needs to check it again. Secrets never
 * print their text. An outcome is one of a closed set of records, so a {@code switch} over it that
 * forgets a case does not compile.
 */
@NullMarked
package dev.gatehouse.domain;

import org.jspecify.annotations.NullMarked;
