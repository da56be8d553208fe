/**
 * What tests of the Cognito side need from the machine: an emulator of the service, and a check for
 * the programs that not every machine has.
 *
 * <p>The emulator is the npm package {@code cognito-local}, in the version that {@code
 * package-lock.json} pins; npm installs it when a test first starts it.
 */
@NullMarked
package dev.gatehouse.testkit.emulator;

import org.jspecify.annotations.NullMarked;
