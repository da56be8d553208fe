package dev.gatehouse.adapter.http.message;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A request of Javalin. */
public record JavalinRequest(Context context) implements RawRequest {
  @Override
  public List<String> headers(String name) {
    return Collections.list(context.req().getHeaders(name));
  }

  @Override
  public List<String> cookies() {
    // The parsers of Jetty and Javalin read quotes, so a bad cookie could hide those after it.
    return headers("Cookie").stream()
        .flatMap(line -> Stream.of(line.split(";", -1)))
        .map(String::strip)
        .toList();
  }

  @Override
  public String pathParameter(String name) {
    return context.pathParam(name);
  }

  @Override
  public @Nullable String query() {
    return context.queryString();
  }

  @Override
  public String peer() {
    return context.req().getRemoteAddr();
  }

  @Override
  public long bodyLength() {
    return context.req().getContentLengthLong();
  }

  @Override
  public InputStream body() throws IOException {
    return context.req().getInputStream();
  }
}
