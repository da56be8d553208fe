/**
 * Tests that the contract suites detect faulty implementations.
 *
 * <p>Each suite runs against a correct model and against that model with one fault; the enums of
 * faults say which tests each fault breaks.
 */
@NullMarked
package dev.gatehouse.testkit;

import org.jspecify.annotations.NullMarked;
