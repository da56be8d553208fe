/**
 * The architecture rules for Gatehouse and for features that are built on it.
 *
 * <p>Maven's modules already forbid most dependencies; the rules check the rest.
 */
@NullMarked
package dev.gatehouse.testkit.architecture;

import org.jspecify.annotations.NullMarked;
