/** The routes of the feature. */
@NullMarked
package dev.gatehouse.examples.recommendations.adapter.http;

import org.jspecify.annotations.NullMarked;
