package dev.gatehouse.adapter.http.server;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The trace of a request, from the header {@code traceparent} (W3C Trace Context, section 3.2).
 *
 * @param traceId 32 lower-case hexadecimal digits, not all of them zeros
 * @param parentId the client's span: 16 lower-case hexadecimal digits, not all of them zeros
 */
public record TraceParent(String traceId, String parentId) {
  static final String HEADER = "traceparent";

  /** Versions after 00 may append more. */
  private static final Pattern FORM =
      Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?");

  private static final String NO_VERSION = "ff";
  private static final Pattern ZEROS = Pattern.compile("0+");

  /** Parses the header; null if it is missing or malformed. */
  static @Nullable TraceParent of(@Nullable String header) {
    if (header == null) {
      return null;
    }
    Matcher form = FORM.matcher(header);
    if (!form.matches() || form.group(1).equals(NO_VERSION)) {
      return null;
    }
    String traceId = form.group(2);
    String parentId = form.group(3);
    boolean tooLong = form.group(1).equals("00") && form.group(4) != null;
    boolean zeros = ZEROS.matcher(traceId).matches() || ZEROS.matcher(parentId).matches();
    return tooLong || zeros ? null : new TraceParent(traceId, parentId);
  }
}
