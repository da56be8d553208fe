package dev.gatehouse.adapter.http.message;

import java.util.List;
import java.util.Map;

/** The headers that every response has. */
public final class CommonHeaders {
  /** The header with the id of the request. */
  public static final String REQUEST_ID = "X-Request-Id";

  /** Responses contain tokens and personal data, so nobody may store them or guess their type. */
  public static final List<Map.Entry<String, String>> VALUES =
      List.of(
          Map.entry("Cache-Control", "no-store"), Map.entry("X-Content-Type-Options", "nosniff"));

  private CommonHeaders() {}
}
