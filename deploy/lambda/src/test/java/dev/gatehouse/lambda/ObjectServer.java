package dev.gatehouse.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Stands in for S3: answers signed requests for objects. */
final class ObjectServer implements AutoCloseable {
  private static final long TOO_LARGE = 400_000_001;

  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final HttpServer http;

  ObjectServer() {
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.createContext("/", this::answer);
    http.start();
  }

  /** Adds an object. */
  void put(String bucket, String key, byte[] content) {
    objects.put("/" + bucket + "/" + key, content);
  }

  /** Returns the environment of a function that downloads an object. */
  Map<String, String> variables(String source) {
    return Map.of(
        "MIGRATION_SOURCE",
        source,
        "AWS_ENDPOINT_URL_S3",
        "http://127.0.0.1:" + http.getAddress().getPort(),
        "AWS_REGION",
        "eu-central-1",
        "AWS_ACCESS_KEY_ID",
        "local",
        "AWS_SECRET_ACCESS_KEY",
        "local");
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String signature = exchange.getRequestHeaders().getFirst("Authorization");
      byte[] content = objects.get(path);
      if (signature == null || !signature.startsWith("AWS4-HMAC-SHA256")) {
        send(exchange, 403, error("AccessDenied"));
      } else if (path.endsWith("/large")) {
        // The content never comes.
        exchange.sendResponseHeaders(200, TOO_LARGE);
        exchange.getResponseBody().flush();
      } else if (content == null) {
        send(exchange, 404, error("NoSuchKey"));
      } else {
        send(exchange, 200, content);
      }
    }
  }

  private static byte[] error(String code) {
    return "<Error><Code>%s</Code><Message>It is not there.</Message></Error>"
        .formatted(code)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
