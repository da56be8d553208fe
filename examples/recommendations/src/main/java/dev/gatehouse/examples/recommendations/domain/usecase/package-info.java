/**
 * What people do here: say what they are interested in, follow others, and look for whom to follow.
 */
@NullMarked
package dev.gatehouse.examples.recommendations.domain.usecase;

import org.jspecify.annotations.NullMarked;
