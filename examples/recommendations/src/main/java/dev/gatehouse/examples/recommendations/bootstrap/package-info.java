/** Connects the parts of the feature. Gatehouse finds and starts it here. */
@NullMarked
package dev.gatehouse.examples.recommendations.bootstrap;

import org.jspecify.annotations.NullMarked;
