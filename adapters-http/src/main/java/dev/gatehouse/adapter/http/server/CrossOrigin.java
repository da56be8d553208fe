package dev.gatehouse.adapter.http.server;

import dev.gatehouse.adapter.http.message.CommonHeaders;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.handler.CrossOriginHandler;

/** What scripts of other origins may send and read (CORS). */
final class CrossOrigin {
  /**
   * The request headers that Gatehouse reads, without those that browsers or proxies set.
   * Instruments that send {@code traceparent} also send {@code tracestate}.
   */
  static final Set<String> ALLOWED =
      Set.of("Authorization", "Content-Type", "If-None-Match", TraceParent.HEADER, "tracestate");

  /** The response headers that Gatehouse sets, without those that every script may read. */
  static final Set<String> EXPOSED =
      Set.of(
          "Allow", "ETag", "Location", "Retry-After", "WWW-Authenticate", CommonHeaders.REQUEST_ID);

  private CrossOrigin() {}

  /** Creates the handler that answers preflight requests of these origins. */
  static CrossOriginHandler handler(Set<String> origins) {
    CrossOriginHandler cors = new CrossOriginHandler();
    cors.setAllowedOriginPatterns(origins.stream().map(Pattern::quote).collect(Collectors.toSet()));
    cors.setAllowedMethods(Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
    cors.setAllowedHeaders(ALLOWED);
    cors.setExposedHeaders(EXPOSED);
    cors.setAllowCredentials(false);
    return cors;
  }
}
