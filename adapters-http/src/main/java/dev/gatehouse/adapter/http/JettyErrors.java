package dev.gatehouse.adapter.http;

import dev.gatehouse.adapter.http.feature.Answer;
import dev.gatehouse.adapter.http.feature.Problem;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Problem+json for what Jetty refuses before any handler sees it: broken requests, headers too
 * large.
 */
final class JettyErrors extends ErrorHandler {
  private final RequestIds requestIds;
  private final RequestListener requests;

  JettyErrors(RequestIds requestIds, RequestListener requests) {
    this.requestIds = requestIds;
    this.requests = requests;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status =
        request.getAttribute(ERROR_EXCEPTION) instanceof HttpException e
            ? e.getCode()
            : response.getStatus();
    String requestId = requestIds.next();
    Answer answer = Answer.problem(problem(status));
    if (!CommonHeadersHandler.hasSeen(request)) {
      requests.answered(
          CommonHeadersHandler.method(request),
          RequestListener.NO_ROUTE,
          answer.status(),
          Duration.ZERO);
    }
    response.setStatus(answer.status());
    Responses.COMMON.forEach(response.getHeaders()::put);
    response.getHeaders().put(Responses.REQUEST_ID, requestId);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
    response.write(true, ByteBuffer.wrap(Responses.bytes(answer, requestId)), callback);
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
      default -> status >= 500 ? Problem.INTERNAL_ERROR : Problem.MALFORMED_REQUEST;
    };
  }
}
