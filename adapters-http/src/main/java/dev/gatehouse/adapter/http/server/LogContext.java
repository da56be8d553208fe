package dev.gatehouse.adapter.http.server;

import org.jspecify.annotations.Nullable;

/** Is notified of the request that a thread works for, so that log lines contain its id. */
public interface LogContext {
  /** A log context that does nothing. */
  LogContext NONE =
      new LogContext() {
        @Override
        public void enter(String requestId, @Nullable TraceParent trace) {}

        @Override
        public void leave() {}
      };

  /**
   * The current thread starts to work for a request.
   *
   * @param requestId the id, as in the response header {@code X-Request-Id}
   * @param trace the trace that the client has sent; null if it is missing or malformed
   */
  void enter(String requestId, @Nullable TraceParent trace);

  /** The current thread no longer works for the request. */
  void leave();
}
