package dev.gatehouse.adapter.http.server;

import dev.gatehouse.adapter.http.message.CommonHeaders;
import dev.gatehouse.adapter.http.message.ResponseBytes;
import dev.gatehouse.adapter.http.message.ResponseWriter;
import dev.gatehouse.adapter.http.spi.Response;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.Callback;

/** Writes responses where Javalin is not involved. */
final class JettyResponses {
  private JettyResponses() {}

  static void send(
      org.eclipse.jetty.server.Response out,
      Response response,
      String requestId,
      Callback callback) {
    out.getHeaders().put(CommonHeaders.REQUEST_ID, requestId);
    response.headers().forEach(out.getHeaders()::put);
    send(
        out,
        response.status(),
        response.contentType(),
        ResponseBytes.of(response, requestId),
        callback);
  }

  static void send(
      org.eclipse.jetty.server.Response out,
      int status,
      String contentType,
      ByteBuffer body,
      Callback callback) {
    out.setStatus(status);
    ResponseWriter.COMMON.forEach(out.getHeaders()::put);
    if (!HttpStatus.hasNoBody(status)) {
      out.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
      out.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.remaining());
    }
    out.write(true, body, callback);
  }
}
