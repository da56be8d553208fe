/** The social graph in an SQLite file, read from memory. */
@NullMarked
package dev.gatehouse.examples.recommendations.adapter.sqlite;

import org.jspecify.annotations.NullMarked;
