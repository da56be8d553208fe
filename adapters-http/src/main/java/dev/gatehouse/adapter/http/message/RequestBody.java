package dev.gatehouse.adapter.http.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.adapter.http.spi.Problem;
import dev.gatehouse.adapter.http.spi.ProblemException;
import dev.gatehouse.adapter.http.spi.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpField;

/** The body of a request: a JSON object in UTF-8. */
final class RequestBody {
  /**
   * A client that is cut off while it sends may not see the response, so up to this size the rest
   * is read.
   */
  private static final int MAX_SKIPPED_BYTES = 256 * 1024;

  /** Most bodies have a few hundred bytes. */
  private static final int READ_BYTES = 512;

  private static final Set<String> UTF_8_NAMES = Set.of("utf-8", "utf8");

  private RequestBody() {}

  /** Reads a body. */
  static ObjectNode read(RawRequest request, int maxBytes) {
    return json(request, bytes(request, maxBytes));
  }

  /** Reads a body that may be missing. A body of zero bytes is missing, however it is framed. */
  static ObjectNode readOptional(RawRequest request, int maxBytes) {
    byte[] body = bytes(request, maxBytes);
    return body.length == 0 ? Response.object() : json(request, body);
  }

  private static ObjectNode json(RawRequest request, byte[] body) {
    requireJson(request);
    return Json.read(body);
  }

  private static byte[] bytes(RawRequest request, int maxBytes) {
    long length = request.bodyLength();
    try {
      if (length > maxBytes) {
        if (request.header("Expect") == null) {
          request.body().skip(Math.min(length, MAX_SKIPPED_BYTES));
        }
        throw tooLarge(maxBytes);
      }
      // Grows with the bytes that have arrived. A client that sends none must not cost memory.
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      InputStream in = request.body();
      byte[] part = new byte[READ_BYTES];
      for (int read = in.read(part); read >= 0; read = in.read(part)) {
        body.write(part, 0, read);
        if (body.size() > maxBytes) {
          throw tooLarge(maxBytes);
        }
      }
      return body.toByteArray();
    } catch (IOException _) {
      // The client has disconnected, stalled, or sent a wrong chunk.
      throw new ProblemException(
          Response.problem(Problem.MALFORMED_REQUEST, "The body is not complete."));
    }
  }

  /**
   * Requires the media type {@code application/json}. The only parameter with a meaning is the
   * charset, which RFC 8259 does not define but many clients send; others are ignored.
   */
  private static void requireJson(RawRequest request) {
    if (request.header("Content-Encoding") != null) {
      throw unsupported("The body must not be compressed (Content-Encoding).");
    }
    String type = Objects.requireNonNullElse(request.header("Content-Type"), "");
    Map<String, String> parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    try {
      if (!"application/json".equalsIgnoreCase(HttpField.getValueParameters(type, parameters))) {
        throw unsupported("The body must be application/json.");
      }
    } catch (IllegalArgumentException _) {
      throw unsupported("The parameters of the Content-Type are malformed.");
    }
    String charset = String.valueOf(parameters.getOrDefault("charset", "utf-8"));
    if (!UTF_8_NAMES.contains(charset.toLowerCase(Locale.ROOT))) {
      throw unsupported("The parameter charset of the Content-Type must be utf-8.");
    }
  }

  private static ProblemException tooLarge(int maxBytes) {
    return new ProblemException(
        Response.problem(
            Problem.PAYLOAD_TOO_LARGE,
            "The body can have at most %d KiB.".formatted(maxBytes / 1024)));
  }

  private static ProblemException unsupported(String detail) {
    return new ProblemException(Response.problem(Problem.UNSUPPORTED_MEDIA_TYPE, detail));
  }
}
