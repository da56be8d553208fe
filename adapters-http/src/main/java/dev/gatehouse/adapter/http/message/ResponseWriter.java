package dev.gatehouse.adapter.http.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.adapter.http.spi.Response;
import dev.gatehouse.adapter.http.spi.Response.Content;
import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.ByteBufferInputStream;

/** Writes a response with the headers that every response has. */
public final class ResponseWriter {
  public static final String REQUEST_ID = "X-Request-Id";

  /** Responses contain tokens and personal data, so nobody may store them or guess their type. */
  public static final List<HttpField> COMMON =
      List.of(
          new PreEncodedHttpField("Cache-Control", "no-store"),
          new PreEncodedHttpField("X-Content-Type-Options", "nosniff"));

  /** The request attribute with the path of its route; absent before our server has seen it. */
  public static final String ROUTE = ResponseWriter.class.getName() + ".route";

  private static final String SENT = ResponseWriter.class.getName() + ".sent";

  private ResponseWriter() {}

  /**
   * Returns the id of the request. Our server has set it with the common headers. In a host
   * application this creates an id and sets the common headers.
   */
  public static String requestId(Context context, RequestIds requestIds) {
    String given = context.res().getHeader(REQUEST_ID);
    if (given != null) {
      return given;
    }
    String made = requestIds.next();
    COMMON.forEach(header -> context.header(header.getName(), header.getValue()));
    context.header(REQUEST_ID, made);
    return made;
  }

  /** Returns the body; puts the request id into the {@code instance} of a problem. */
  public static ByteBuffer bytes(Response response, String requestId) {
    return switch (response.body()) {
      case null -> ByteBuffer.allocate(0);
      case Content.Json(ObjectNode problem)
          when response.contentType().equals(Response.PROBLEM_JSON) ->
          ByteBuffer.wrap(Json.write(problem.deepCopy().put("instance", requestId)));
      case Content.Json(var tree) -> ByteBuffer.wrap(Json.write(tree));
      case Content.Text(var utf8) -> utf8;
    };
  }

  /**
   * Writes the response. Adds the application's context path to a {@code Location} that is a path
   * of ours.
   */
  public static void send(Context context, Response response, String requestId) {
    response
        .headers()
        .forEach(
            (name, value) ->
                context.header(
                    name,
                    name.equals("Location") && value.startsWith("/")
                        ? context.contextPath() + value
                        : value));
    context.status(response.status());
    String type = response.body() == null ? null : response.contentType();
    if (!Objects.equals(type, context.res().getContentType())) {
      // Removes the host's default type. Otherwise its charset would be added to ours.
      context.res().setContentType(null);
      if (type != null) {
        context.contentType(type);
      }
    }
    if (response.body() != null) {
      context.result(new ByteBufferInputStream(bytes(response, requestId)));
    }
    context.attribute(SENT, response);
  }

  /** Writes a problem again, because the host may have replaced it by its own error page. */
  public static void restore(Context context) {
    Response sent = context.attribute(SENT);
    if (sent != null && sent.status() >= 400) {
      send(context, sent, context.res().getHeader(REQUEST_ID));
    }
  }
}
