package dev.gatehouse.adapter.http.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.adapter.http.spi.Response;
import dev.gatehouse.adapter.http.spi.Response.Content;
import java.nio.ByteBuffer;

/** The bytes of responses. */
public final class ResponseBytes {
  private ResponseBytes() {}

  /** Returns the body; puts the request id into the {@code instance} of a problem. */
  public static ByteBuffer of(Response response, String requestId) {
    return switch (response.body()) {
      case null -> ByteBuffer.allocate(0);
      case Content.Json(ObjectNode problem)
          when response.contentType().equals(Response.PROBLEM_JSON) ->
          ByteBuffer.wrap(Json.write(problem.deepCopy().put("instance", requestId)));
      case Content.Json(var tree) -> ByteBuffer.wrap(Json.write(tree));
      case Content.Text(var utf8) -> utf8;
    };
  }
}
