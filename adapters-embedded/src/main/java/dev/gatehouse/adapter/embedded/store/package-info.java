/** The SQLite database and the data folder. No other package uses {@code java.sql}. */
@NullMarked
package dev.gatehouse.adapter.embedded.store;

import org.jspecify.annotations.NullMarked;
