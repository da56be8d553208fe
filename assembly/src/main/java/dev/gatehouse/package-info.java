/** Gatehouse as a library: chooses the adapters, wires them, and hands out a Javalin plugin. */
@NullMarked
package dev.gatehouse;

import org.jspecify.annotations.NullMarked;
