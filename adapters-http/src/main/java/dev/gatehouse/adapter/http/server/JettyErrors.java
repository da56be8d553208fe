package dev.gatehouse.adapter.http.server;

import dev.gatehouse.adapter.http.RequestListener;
import dev.gatehouse.adapter.http.message.RequestIds;
import dev.gatehouse.adapter.http.spi.Problem;
import dev.gatehouse.adapter.http.spi.Response;
import java.time.Duration;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Writes problem+json for requests that Jetty refuses before any handler runs: malformed requests
 * and headers that are too large.
 */
final class JettyErrors extends ErrorHandler {
  private final RequestIds requestIds;
  private final RequestListener requests;

  JettyErrors(RequestIds requestIds, RequestListener requests) {
    this.requestIds = requestIds;
    this.requests = requests;
  }

  @Override
  public boolean handle(Request request, org.eclipse.jetty.server.Response out, Callback callback) {
    int status =
        request.getAttribute(ERROR_EXCEPTION) instanceof HttpException e
            ? e.getCode()
            : out.getStatus();
    Response response = Response.problem(problem(status));
    if (!CommonHeadersHandler.hasSeen(request)) {
      requests.onResponse(
          CommonHeadersHandler.method(request),
          RequestListener.NO_ROUTE,
          response.status(),
          Duration.ZERO);
    }
    JettyResponses.send(out, response, requestIds.next(), callback);
    return true;
  }

  static Problem problem(int status) {
    return switch (status) {
      case 404 -> Problem.NOT_FOUND;
      case 405 -> Problem.METHOD_NOT_ALLOWED;
      case 413 -> Problem.PAYLOAD_TOO_LARGE;
      case 414 -> Problem.URI_TOO_LONG;
      case 415 -> Problem.UNSUPPORTED_MEDIA_TYPE;
      case 431 -> Problem.HEADERS_TOO_LARGE;
      case 505 -> Problem.MALFORMED_REQUEST; // The version is the client's choice.
      default -> status >= 500 ? Problem.INTERNAL_ERROR : Problem.MALFORMED_REQUEST;
    };
  }
}
