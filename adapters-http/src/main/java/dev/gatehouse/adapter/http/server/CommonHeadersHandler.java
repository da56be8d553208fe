package dev.gatehouse.adapter.http.server;

import dev.gatehouse.adapter.http.RequestListener;
import dev.gatehouse.adapter.http.message.CommonHeaders;
import dev.gatehouse.adapter.http.message.RequestIds;
import dev.gatehouse.adapter.http.message.ResponseWriter;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Sets the common headers of every response of the server, and notifies the listener of every
 * request.
 */
final class CommonHeadersHandler extends Handler.Wrapper {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /** The value of the header {@code Allow} for the server as a whole. */
  static final String ALL_METHODS = METHODS.stream().sorted().collect(Collectors.joining(", "));

  private final RequestIds requestIds;
  private final RequestListener requests;
  private final LogContext logContext;

  CommonHeadersHandler(RequestIds requestIds, RequestListener requests, LogContext logContext) {
    this.requestIds = requestIds;
    this.requests = requests;
    this.logContext = logContext;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String requestId = requestIds.next();
    ResponseWriter.COMMON.forEach(response.getHeaders()::put);
    response.getHeaders().put(CommonHeaders.REQUEST_ID, requestId);
    request.setAttribute(ResponseWriter.ROUTE, RequestListener.NO_ROUTE);
    if (!requests.equals(RequestListener.NONE)) {
      Request.addCompletionListener(
          request,
          _ ->
              requests.onResponse(
                  method(request),
                  String.valueOf(request.getAttribute(ResponseWriter.ROUTE)),
                  response.getStatus(),
                  Duration.ofNanos(System.nanoTime() - request.getHeadersNanoTime())));
    }
    logContext.enter(requestId, TraceParent.of(request.getHeaders().get(TraceParent.HEADER)));
    try {
      return super.handle(request, response, callback);
    } finally {
      logContext.leave();
    }
  }

  /** Returns whether a request has reached this handler. */
  static boolean hasSeen(Request request) {
    return request.getAttribute(ResponseWriter.ROUTE) != null;
  }

  /**
   * Returns the method of a request; replaces unusual methods by {@link
   * RequestListener#OTHER_METHOD}.
   */
  static String method(Request request) {
    String method = request.getMethod();
    return METHODS.contains(method) ? method : RequestListener.OTHER_METHOD;
  }
}
