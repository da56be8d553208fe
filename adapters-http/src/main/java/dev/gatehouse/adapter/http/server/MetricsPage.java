package dev.gatehouse.adapter.http.server;

import org.jspecify.annotations.Nullable;

/** The figures of this process, written down for whoever collects them. */
@FunctionalInterface
public interface MetricsPage {
  /**
   * Writes the figures as they are now.
   *
   * @param accept what formats the collector takes, as in its {@code Accept} header; null for any
   */
  Page render(@Nullable String accept);

  /**
   * Figures in one of the formats.
   *
   * @param contentType the format, as in the answer's {@code Content-Type}
   * @param text the figures
   */
  record Page(String contentType, String text) {}
}
