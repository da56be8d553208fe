/** Where the feature is wired, and where Gatehouse finds it. */
@NullMarked
package dev.gatehouse.examples.recommendations.bootstrap;

import org.jspecify.annotations.NullMarked;
