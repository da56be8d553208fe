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
 * A file for browsers from a jar: a page, a script or a stylesheet. It is read at the first request
 * and kept in memory once, however many clients read it. Browsers cache it and ask each time
 * whether it has changed.
 */
public final class StaticFile {
  private static final String TAG = "ETag";

  private static final RouteLimits LIMITS = new RouteLimits.None("a file from memory");

  private final URL file;
  private final String contentType;
  private final Map<String, String> headers;
  private final UnaryOperator<String> made;
  private volatile @Nullable Response response;

  /**
   * Creates a file.
   *
   * @param file the location of the file, in UTF-8
   * @param contentType the type of the file; must name the charset UTF-8
   * @param headers headers to send with it, such as {@code Content-Security-Policy}
   */
  public StaticFile(URL file, String contentType, Map<String, String> headers) {
    this(file, contentType, headers, UnaryOperator.identity());
  }

  /**
   * Creates a file whose text is changed before it is sent.
   *
   * @param made changes the text; may be called several times by several threads
   */
  public StaticFile(
      URL file, String contentType, Map<String, String> headers, UnaryOperator<String> made) {
    this.file = file;
    this.contentType = contentType;
    this.headers = Map.copyOf(headers);
    this.made = made;
  }

  /** Returns a public route for this file. */
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
