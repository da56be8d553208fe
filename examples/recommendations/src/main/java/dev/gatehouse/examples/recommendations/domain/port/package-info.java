/**
 * What the feature needs of the world: somewhere to keep who is interested in what and who follows
 * whom.
 */
@NullMarked
package dev.gatehouse.examples.recommendations.domain.port;

import org.jspecify.annotations.NullMarked;
