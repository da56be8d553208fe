package dev.gatehouse.adapter.http.server;

import org.jspecify.annotations.Nullable;

/** The metrics of this process in a text format for collectors. */
@FunctionalInterface
public interface MetricsPage {
  /**
   * Returns the current metrics.
   *
   * @param accept the formats that the collector accepts, as in its {@code Accept} header; null for
   *     any
   */
  Page render(@Nullable String accept);

  /**
   * Metrics in one of the formats.
   *
   * @param contentType the format, for the response header {@code Content-Type}
   * @param text the metrics
   */
  record Page(String contentType, String text) {}
}
