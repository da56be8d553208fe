package dev.gatehouse.adapter.http.server;

import dev.gatehouse.adapter.http.RequestListener;
import dev.gatehouse.adapter.http.message.RequestIds;
import dev.gatehouse.adapter.http.spi.Problem;
import dev.gatehouse.adapter.http.spi.Response;
import java.time.Duration;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers requests that Jetty does not pass on to Javalin: malformed requests and headers that are
 * too large with problem+json, {@code OPTIONS *} with the methods of the server.
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
    Response response =
        asksForTheServer(request)
            ? Response.empty(204).withHeader("Allow", CommonHeadersHandler.ALL_METHODS)
            : Response.problem(problem(status));
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

  /** Returns whether the request asks for the methods of the whole server, which has no path. */
  private static boolean asksForTheServer(Request request) {
    return HttpMethod.OPTIONS.is(request.getMethod()) && "*".equals(request.getHttpURI().getPath());
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
