/** The inbound ports of the feature: interests, following, recommendations and membership. */
@NullMarked
package dev.gatehouse.examples.recommendations.domain.usecase;

import org.jspecify.annotations.NullMarked;
