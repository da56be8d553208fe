package dev.gatehouse.adapter.http.spi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A text for browsers: a page, a script, a stylesheet, out of a jar. It is read when it is first
 * asked for, and kept; browsers keep it, too, and ask each time whether it is still the same.
 */
public final class StaticFile {
  private static final String TAG = "ETag";

  private static final RouteLimits LIMITS = new RouteLimits.None("a file out of memory");

  private final URL file;
  private final String contentType;
  private final Map<String, String> headers;
  private final UnaryOperator<String> made;
  private volatile @Nullable Response response;

  /**
   * Makes a file.
   *
   * @param file where it is read, as UTF-8
   * @param contentType its type, which says that it is UTF-8
   * @param headers what goes with it, such as its {@code Content-Security-Policy}
   */
  public StaticFile(URL file, String contentType, Map<String, String> headers) {
    this(file, contentType, headers, UnaryOperator.identity());
  }

  /**
   * Makes a file that is not sent as it is read.
   *
   * @param made makes what is sent of what is read; called once or, by several threads, a few times
   */
  public StaticFile(
      URL file, String contentType, Map<String, String> headers, UnaryOperator<String> made) {
    this.file = file;
    this.contentType = contentType;
    this.headers = Map.copyOf(headers);
    this.made = made;
  }

  /** The file at a path, for anyone. */
  public Route routeAt(String path) {
    return new Route.Public(HttpMethod.GET, path, LIMITS, this::respond);
  }

  private Response respond(Request request) {
    Response whole = whole();
    String tag = whole.headers().get(TAG);
    return tag != null && tag.equals(request.header("If-None-Match"))
        ? new Response(304, whole.headers(), contentType, null)
        : whole;
  }

  private Response whole() {
    Response read = response;
    if (read == null) {
      read = read();
      response = read;
    }
    return read;
  }

  private Response read() {
    String text;
    try (InputStream stream = file.openStream()) {
      text = made.apply(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Response whole =
        Response.text(200, contentType, text)
            .withHeader("Cache-Control", "no-cache")
            .withHeader(TAG, "\"" + hash(text) + "\"");
    for (Map.Entry<String, String> header : headers.entrySet()) {
      whole = whole.withHeader(header.getKey(), header.getValue());
    }
    return whole;
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return new BigInteger(1, hash).toString(Character.MAX_RADIX);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
