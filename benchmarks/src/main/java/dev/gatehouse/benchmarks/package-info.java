/**
 * Load tests and JMH benchmarks. A load test starts the packaged server, sends load and prints its
 * measurements. A JMH benchmark measures code within one process.
 *
 * <p>They compare values within one run and do not judge absolute times. If a request fails, they
 * exit with 1.
 */
@NullMarked
package dev.gatehouse.benchmarks;

import org.jspecify.annotations.NullMarked;
