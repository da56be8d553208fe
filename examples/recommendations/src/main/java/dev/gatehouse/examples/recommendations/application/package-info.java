/** The use cases of the feature. */
@NullMarked
package dev.gatehouse.examples.recommendations.application;

import org.jspecify.annotations.NullMarked;
