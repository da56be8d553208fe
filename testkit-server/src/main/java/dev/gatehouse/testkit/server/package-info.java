/**
 * Support for the tests of features: Gatehouse's whole API on a free port, with a provider in
 * memory, ready-made users and a clock that the test controls.
 */
@NullMarked
package dev.gatehouse.testkit.server;

import org.jspecify.annotations.NullMarked;
