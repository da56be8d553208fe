/**
 * Load commands, each of which starts the packaged server, puts load on it and prints what it
 * measured; and JMH benchmarks of what runs within one process.
 *
 * <p>They compare within one run and judge no time; a failed request makes them exit with 1.
 */
@NullMarked
package dev.gatehouse.benchmarks;

import org.jspecify.annotations.NullMarked;
