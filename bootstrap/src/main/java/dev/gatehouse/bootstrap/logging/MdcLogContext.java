package dev.gatehouse.bootstrap.logging;

import dev.gatehouse.adapter.http.server.LogContext;
import dev.gatehouse.adapter.http.server.TraceParent;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Puts the request into the context of the logging library, with the names of the Elastic Common
 * Schema.
 */
public final class MdcLogContext implements LogContext {
  private static final String REQUEST_ID = "http.request.id";
  static final String TRACE_ID = "trace.id";
  private static final String SPAN_ID = "span.id";

  @Override
  public void enter(String requestId, @Nullable TraceParent trace) {
    MDC.put(REQUEST_ID, requestId);
    if (trace != null) {
      MDC.put(TRACE_ID, trace.traceId());
      MDC.put(SPAN_ID, trace.parentId());
    }
  }

  @Override
  public void leave() {
    MDC.remove(REQUEST_ID);
    MDC.remove(TRACE_ID);
    MDC.remove(SPAN_ID);
  }
}
