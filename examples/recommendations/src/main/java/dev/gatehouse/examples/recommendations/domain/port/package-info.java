/** The outbound port of the feature: the store for people, their interests and who follows whom. */
@NullMarked
package dev.gatehouse.examples.recommendations.domain.port;

import org.jspecify.annotations.NullMarked;
