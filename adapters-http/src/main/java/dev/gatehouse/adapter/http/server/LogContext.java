package dev.gatehouse.adapter.http.server;

import org.jspecify.annotations.Nullable;

/** Learns which request a thread works for, so that what is logged meanwhile can say so. */
public interface LogContext {
  /** Learns and does nothing. */
  LogContext NONE =
      new LogContext() {
        @Override
        public void enter(String requestId, @Nullable TraceParent trace) {}

        @Override
        public void leave() {}
      };

  /**
   * The current thread works for this request from now on.
   *
   * @param requestId as in the answer's {@code X-Request-Id}
   * @param trace what the client says that the request is part of; null where it says nothing, or
   *     nothing that is well-formed
   */
  void enter(String requestId, @Nullable TraceParent trace);

  /** The current thread works for that request no more. */
  void leave();
}
