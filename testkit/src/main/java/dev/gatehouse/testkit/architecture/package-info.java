/**
 * The house's architecture as rules that a build checks.
 *
 * <p>A {@link dev.gatehouse.testkit.architecture.Hexagon} says what a code base looks like, and
 * {@link dev.gatehouse.testkit.architecture.HexagonRules} says what follows from that: for
 * Gatehouse, and for features that others build on it. A rule of Gatehouse that finds nothing to
 * check fails, so none can go quiet.
 */
@NullMarked
package dev.gatehouse.testkit.architecture;

import org.jspecify.annotations.NullMarked;
