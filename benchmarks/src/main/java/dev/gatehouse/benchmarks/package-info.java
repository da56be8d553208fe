/**
 * Load commands: each starts the packaged server, puts load on it from this process, and prints
 * what it measured.
 *
 * <p>They compare within one run and judge no time; a failed request makes them exit with 1.
 */
@NullMarked
package dev.gatehouse.benchmarks;

import org.jspecify.annotations.NullMarked;
