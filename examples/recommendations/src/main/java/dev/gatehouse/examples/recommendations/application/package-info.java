/** The conversations of the feature, carried out on the social graph. */
@NullMarked
package dev.gatehouse.examples.recommendations.application;

import org.jspecify.annotations.NullMarked;
