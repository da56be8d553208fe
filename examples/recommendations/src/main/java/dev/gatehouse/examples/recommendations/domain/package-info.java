/**
 * Recommends people to follow, by shared interests: people, their interests, and the reasons of
 * recommendations.
 */
@NullMarked
package dev.gatehouse.examples.recommendations.domain;

import org.jspecify.annotations.NullMarked;
