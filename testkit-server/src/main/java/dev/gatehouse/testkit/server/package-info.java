/**
 * For the tests of features: Gatehouse's whole API on a free port, over a provider in memory, with
 * ready-made users and a clock that the test turns.
 */
@NullMarked
package dev.gatehouse.testkit.server;

import org.jspecify.annotations.NullMarked;
