package dev.gatehouse.adapter.http;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Gives every answer of the server the headers that all of them have, whoever writes it. */
final class EveryAnswer extends Handler.Wrapper {
  private final RequestIds requestIds;

  EveryAnswer(RequestIds requestIds) {
    this.requestIds = requestIds;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Responses.COMMON.forEach(response.getHeaders()::put);
    response.getHeaders().put(Responses.REQUEST_ID, requestIds.next());
    return super.handle(request, response, callback);
  }
}
