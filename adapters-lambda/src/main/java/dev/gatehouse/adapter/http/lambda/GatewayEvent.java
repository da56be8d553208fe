package dev.gatehouse.adapter.http.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request in the payload format 2.0 of API Gateway and of function URLs.
 *
 * @param stage the first segment of the path, with its slash, if the API has a named stage; empty
 *     otherwise
 * @param path the path without the stage
 * @param encoded whether the path is still percent-encoded: a function URL leaves it so, and an
 *     HTTP API decodes it
 * @param query as it was sent; null if there is none
 * @param headers by their names in lower case; lines of the same name are joined with commas
 * @param cookies pairs such as {@code a=b}
 * @param body as it was sent; empty if there is none
 * @param base64 whether the body is in Base64
 */
record GatewayEvent(
    String method,
    String stage,
    String path,
    boolean encoded,
    @Nullable String query,
    Map<String, String> headers,
    List<String> cookies,
    String peer,
    String body,
    boolean base64) {
  private static final String DEFAULT_STAGE = "$default";
  private static final String UNKNOWN_PEER = "0.0.0.0";

  /**
   * Reads an event.
   *
   * @throws IllegalArgumentException if it is not an event of this format; the message says why
   */
  static GatewayEvent of(JsonNode event) {
    String version = event.path("version").asText("");
    if (!version.equals("2.0")) {
      throw new IllegalArgumentException(
          "this is not an event in the payload format 2.0 of API Gateway, but "
              + (version.isEmpty() ? "another event" : "one in format " + version)
              + "; set PayloadFormatVersion of the integration to 2.0");
    }
    JsonNode context = event.path("requestContext");
    JsonNode http = context.path("http");
    if (!http.path("method").isTextual() || !event.path("rawPath").isTextual()) {
      throw new IllegalArgumentException("the event has no method or no rawPath");
    }
    String stage = stage(context.path("stage").asText(DEFAULT_STAGE), event.path("rawPath"));
    String path = event.path("rawPath").asText().substring(stage.length());
    String query = event.path("rawQueryString").asText("");
    return new GatewayEvent(
        http.path("method").asText(),
        stage,
        path.isEmpty() ? "/" : path,
        context.path("domainName").asText("").contains(".lambda-url."),
        query.isEmpty() ? null : query,
        headers(event.path("headers")),
        texts(event.path("cookies")),
        peer(http.path("sourceIp").asText("")),
        event.path("body").asText(""),
        event.path("isBase64Encoded").asBoolean());
  }

  private static String stage(String name, JsonNode rawPath) {
    String prefix = "/" + name;
    String path = rawPath.asText();
    boolean isPrefix = path.equals(prefix) || path.startsWith(prefix + "/");
    return name.equals(DEFAULT_STAGE) || !isPrefix ? "" : prefix;
  }

  private static Map<String, String> headers(JsonNode sent) {
    Map<String, String> headers = new TreeMap<>();
    sent.properties()
        .forEach(
            header ->
                headers.put(
                    header.getKey().toLowerCase(Locale.ROOT), header.getValue().asText("")));
    return headers;
  }

  private static List<String> texts(JsonNode sent) {
    List<String> texts = new ArrayList<>();
    sent.forEach(text -> texts.add(text.asText().strip()));
    return texts;
  }

  /** A peer has been seen with a port. */
  private static String peer(String sourceIp) {
    if (sourceIp.isEmpty()) {
      return UNKNOWN_PEER;
    }
    boolean hasPort = sourceIp.indexOf(':') == sourceIp.lastIndexOf(':');
    return hasPort ? sourceIp.replaceFirst(":\\d+$", "") : sourceIp;
  }

  /** Shows no header, no query and no body, because they can contain secrets. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
