/** Metrics for Prometheus. */
@NullMarked
package dev.gatehouse.bootstrap.metrics;

import org.jspecify.annotations.NullMarked;
