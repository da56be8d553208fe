package dev.gatehouse.harness.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Speaks HTTP, and hands each request over as an HTTP API of API Gateway does, in the payload
 * format 2.0.
 */
public final class GatewayFront implements AutoCloseable {
  private static final Logger LOG = System.getLogger(GatewayFront.class.getName());
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the gateway itself answers. */
  private static final String FAILED =
      "{\"statusCode\":500,\"headers\":{\"Content-Type\":\"application/json\"},"
          + "\"body\":\"{\\\"message\\\":\\\"Internal Server Error\\\"}\"}";

  /** Other bodies come as Base64. */
  private static final Pattern TEXT =
      Pattern.compile(
          "text/.*|application/(json|xml|javascript)( *;.*)?", Pattern.CASE_INSENSITIVE);

  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Function function;

  /** Handles events. */
  @FunctionalInterface
  public interface Function {
    /**
     * Returns the response to an event, both as JSON.
     *
     * @throws IOException if it fails; the gateway answers 500
     */
    byte[] handle(byte[] event) throws IOException;
  }

  /**
   * Starts on a port of the loopback interface.
   *
   * @param port 0 for any free one
   * @throws UncheckedIOException if the port is not free
   */
  public GatewayFront(int port, Function function) {
    this.function = function;
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.setExecutor(threads);
    http.createContext("/", this::exchange);
    http.start();
  }

  private void exchange(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode response = JSON.readTree(answer(event(exchange)));
      response
          .path("headers")
          .properties()
          .forEach(
              header ->
                  exchange.getResponseHeaders().set(header.getKey(), header.getValue().asText()));
      response
          .path("cookies")
          .forEach(cookie -> exchange.getResponseHeaders().add("Set-Cookie", cookie.asText()));
      byte[] body = response.path("body").asText().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(
          response.path("statusCode").asInt(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private byte[] answer(ObjectNode event) throws IOException {
    try {
      return function.handle(JSON.writeValueAsBytes(event));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The function failed", e);
      return FAILED.getBytes(StandardCharsets.UTF_8);
    }
  }

  private static ObjectNode event(HttpExchange exchange) throws IOException {
    String peer = exchange.getRemoteAddress().getAddress().getHostAddress();
    ObjectNode event = JSON.createObjectNode().put("version", "2.0").put("routeKey", "$default");
    event.put("rawPath", exchange.getRequestURI().getPath());
    String query = exchange.getRequestURI().getRawQuery();
    event.put("rawQueryString", query == null ? "" : query);
    ObjectNode headers = JSON.createObjectNode();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    headers.put(
        "x-forwarded-for",
        Stream.concat(
                exchange.getRequestHeaders().getOrDefault("X-Forwarded-For", List.of()).stream(),
                Stream.of(peer))
            .reduce((left, right) -> left + ", " + right)
            .orElseThrow());
    JsonNode cookie = headers.remove("cookie");
    if (cookie != null) {
      ArrayNode cookies = event.putArray("cookies");
      Stream.of(cookie.asText().split(";", -1)).map(String::strip).forEach(cookies::add);
    }
    event.set("headers", headers);
    ObjectNode context = event.putObject("requestContext").put("stage", "$default");
    context.putObject("http").put("method", exchange.getRequestMethod()).put("sourceIp", peer);
    byte[] body = exchange.getRequestBody().readAllBytes();
    boolean isText = TEXT.matcher(headers.path("content-type").asText()).matches();
    if (body.length > 0) {
      event.put(
          "body",
          isText
              ? new String(body, StandardCharsets.UTF_8)
              : Base64.getEncoder().encodeToString(body));
    }
    return event.put("isBase64Encoded", body.length > 0 && !isText);
  }

  /** Returns the port. */
  public int port() {
    return http.getAddress().getPort();
  }

  @Override
  public void close() {
    http.stop(0);
    threads.close();
  }
}
