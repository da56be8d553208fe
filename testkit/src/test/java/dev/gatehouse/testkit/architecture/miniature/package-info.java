/**
 * A lodge as a hexagon, as small as can be: most of it keeps every rule, and the rest breaks one
 * rule each.
 *
 * <p>Which class breaks which rule is listed in {@code HexagonRulesTest}.
 */
@NullMarked
package dev.gatehouse.testkit.architecture.miniature;

import org.jspecify.annotations.NullMarked;
