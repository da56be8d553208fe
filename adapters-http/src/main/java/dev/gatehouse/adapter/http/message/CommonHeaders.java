package dev.gatehouse.adapter.http.message;

import java.util.Map;

/** The headers that every response has. */
public final class CommonHeaders {
  /** The header with the id of the request. */
  public static final String REQUEST_ID = "X-Request-Id";

  /** Responses contain tokens and personal data, so nobody may store them or guess their type. */
  public static final Map<String, String> VALUES =
      Map.of("Cache-Control", "no-store", "X-Content-Type-Options", "nosniff");

  private CommonHeaders() {}
}
