/** Shows that the emulator and the check for tools do what they say. */
@NullMarked
package dev.gatehouse.testkit.emulator;

import org.jspecify.annotations.NullMarked;
