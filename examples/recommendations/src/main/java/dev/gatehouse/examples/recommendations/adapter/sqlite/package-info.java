/** The social graph in a file on this machine, answered from memory. */
@NullMarked
package dev.gatehouse.examples.recommendations.adapter.sqlite;

import org.jspecify.annotations.NullMarked;
