/**
 * What it means to be a provider or a verifier: contract suites that an adapter's tests subclass.
 *
 * <p>Each promise in a port's Javadoc names the test here that shows it. What a provider cannot do
 * is a declared gap with its reason; a gap that closes turns red.
 */
@NullMarked
package dev.gatehouse.testkit;

import org.jspecify.annotations.NullMarked;
