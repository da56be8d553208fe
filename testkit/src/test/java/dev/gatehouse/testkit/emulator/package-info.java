/** Tests the emulator and the check for tools. */
@NullMarked
package dev.gatehouse.testkit.emulator;

import org.jspecify.annotations.NullMarked;
