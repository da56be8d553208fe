package dev.gatehouse.adapter.http.message;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request as a server has received it. {@link StrictRequest} reads it. */
public interface RawRequest {
  /**
   * Returns the values of a header, one for each line.
   *
   * @param name the name, in any case
   */
  List<String> headers(String name);

  /** Returns the cookies, as pairs such as {@code a=b}. */
  List<String> cookies();

  /** Returns a parameter of the path, decoded. The route has it. */
  String pathParameter(String name);

  /** Returns the query as it was sent; null if there is none. */
  @Nullable String query();

  /** Returns the IP address of the peer of the connection. */
  String peer();

  /** Returns the size of the body in bytes; -1 if it is not known yet. */
  long bodyLength();

  /**
   * Returns the body.
   *
   * @throws IOException if the client does not send it
   */
  InputStream body() throws IOException;

  /** Returns the first value of a header, or null. */
  default @Nullable String header(String name) {
    List<String> values = headers(name);
    return values.isEmpty() ? null : values.getFirst();
  }
}
