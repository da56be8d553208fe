/**
 * Who to follow, by shared interests: people, what they are interested in, and why they are
 * recommended.
 */
@NullMarked
package dev.gatehouse.examples.recommendations.domain;

import org.jspecify.annotations.NullMarked;
