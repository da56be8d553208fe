/**
 * An orchard as a feature, as small as can be: most of it keeps every rule, and the rest breaks one
 * rule each.
 *
 * <p>Which class breaks which rule is listed in {@code FeatureRulesTest}.
 */
@NullMarked
package com.acme.orchard;

import org.jspecify.annotations.NullMarked;
