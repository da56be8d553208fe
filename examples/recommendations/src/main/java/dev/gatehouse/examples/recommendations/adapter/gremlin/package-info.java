/** The social graph on a Gremlin Server or an Amazon Neptune cluster. */
@NullMarked
package dev.gatehouse.examples.recommendations.adapter.gremlin;

import org.jspecify.annotations.NullMarked;
