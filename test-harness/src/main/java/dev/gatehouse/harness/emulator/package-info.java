/**
 * What tests need from the machine: an emulator of Cognito, packages from npm, and a check for the
 * programs that not every machine has.
 *
 * <p>The emulator is the npm package {@code cognito-local}. Each package is installed in the
 * version that its {@code package-lock.json} pins, when a test first needs it.
 */
@NullMarked
package dev.gatehouse.harness.emulator;

import org.jspecify.annotations.NullMarked;
