/**
 * What it means to play the role of a port: contract suites that an adapter's tests subclass.
 *
 * <p>Each promise in a port's Javadoc names the test here that shows it. A provider subclasses
 * {@link dev.gatehouse.testkit.IdentityProviderContract} and opens a {@link
 * dev.gatehouse.testkit.ProviderFixture} for each test. What a provider cannot do is a declared gap
 * with its reason; a gap that closes turns red.
 */
@NullMarked
package dev.gatehouse.testkit;

import org.jspecify.annotations.NullMarked;
