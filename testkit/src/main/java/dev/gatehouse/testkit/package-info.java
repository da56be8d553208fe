/**
 * Contract suites for the ports. The tests of an adapter subclass them.
 *
 * <p>Each promise in a port's Javadoc names the test in this package that checks it. The tests of a
 * provider subclass {@link dev.gatehouse.testkit.IdentityProviderContract} and open a {@link
 * dev.gatehouse.testkit.ProviderFixture} for each test. If a provider cannot pass a test, it
 * declares a gap with the reason. If the test passes after all, it is reported as failed until the
 * declaration is removed.
 */
@NullMarked
package dev.gatehouse.testkit;

import org.jspecify.annotations.NullMarked;
