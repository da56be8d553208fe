/**
 * Programs for tests: an emulator of Cognito, npm packages, and a check for programs that may be
 * missing on a machine.
 *
 * <p>The emulator is the npm package {@code cognito-local}. When a test first needs a package, it
 * is installed in the version that its {@code package-lock.json} pins.
 */
@NullMarked
package dev.gatehouse.harness.emulator;

import org.jspecify.annotations.NullMarked;
