package dev.gatehouse.adapter.http.message;

import dev.gatehouse.adapter.http.spi.Response;
import io.javalin.http.Context;
import java.util.List;
import java.util.Objects;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.ByteBufferInputStream;

/** Writes a response with the headers that every response has. */
public final class ResponseWriter {
  /** The {@link CommonHeaders} as Jetty writes them. */
  public static final List<HttpField> COMMON =
      CommonHeaders.VALUES.stream()
          .<HttpField>map(header -> new PreEncodedHttpField(header.getKey(), header.getValue()))
          .toList();

  /** The request attribute with the path of its route; absent before our server has seen it. */
  public static final String ROUTE = ResponseWriter.class.getName() + ".route";

  private static final String SENT = ResponseWriter.class.getName() + ".sent";

  private ResponseWriter() {}

  /**
   * Returns the id of the request. Our server has set it with the common headers. In a host
   * application this creates an id and sets the common headers.
   */
  public static String requestId(Context context, RequestIds requestIds) {
    String given = context.res().getHeader(CommonHeaders.REQUEST_ID);
    if (given != null) {
      return given;
    }
    String made = requestIds.next();
    COMMON.forEach(header -> context.header(header.getName(), header.getValue()));
    context.header(CommonHeaders.REQUEST_ID, made);
    return made;
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
      context.result(new ByteBufferInputStream(ResponseBytes.of(response, requestId)));
    }
    context.attribute(SENT, response);
  }

  /** Writes a problem again, because the host may have replaced it by its own error page. */
  public static void restore(Context context) {
    Response sent = context.attribute(SENT);
    if (sent != null && sent.status() >= 400) {
      send(context, sent, context.res().getHeader(CommonHeaders.REQUEST_ID));
    }
  }
}
