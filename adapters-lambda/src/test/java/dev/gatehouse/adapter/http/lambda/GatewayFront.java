package dev.gatehouse.adapter.http.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.adapter.http.Api;
import dev.gatehouse.adapter.http.ServedApi;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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

/** Speaks HTTP, and hands each request over as an HTTP API of API Gateway does. */
final class GatewayFront implements ServedApi.Front {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Other bodies come as Base64. */
  private static final Pattern TEXT =
      Pattern.compile(
          "text/.*|application/(json|xml|javascript)( *;.*)?", Pattern.CASE_INSENSITIVE);

  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final LambdaApi api;

  GatewayFront(LambdaApi api) {
    this.api = api;
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.setExecutor(threads);
    http.createContext("/", this::exchange);
    http.start();
  }

  /** For the service loader. */
  public static final class Provider implements ServedApi.FrontProvider {
    @Override
    public ServedApi.Front serve(Api api) {
      return new GatewayFront(new LambdaApi(api));
    }
  }

  private void exchange(HttpExchange exchange) throws IOException {
    try (exchange) {
      ByteArrayOutputStream output = new ByteArrayOutputStream();
      api.handle(new ByteArrayInputStream(JSON.writeValueAsBytes(event(exchange))), output);
      JsonNode response = JSON.readTree(output.toByteArray());
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

  @Override
  public int port() {
    return http.getAddress().getPort();
  }

  @Override
  public void close() {
    http.stop(0);
    threads.close();
  }
}
