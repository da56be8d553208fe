package dev.gatehouse.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.harness.lambda.RuntimeApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands in for the operation {@code Invoke} of AWS Lambda, between the emulator of Cognito and a
 * function, and counts the calls.
 *
 * <p>It adds a {@code sub} to the attributes of a migrated user. Cognito assigns one; the emulator
 * does not.
 */
final class InvokeApi implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration COGNITO_WAITS = Duration.ofSeconds(5);

  private final AtomicInteger calls = new AtomicInteger();
  private final RuntimeApi function;
  private final HttpServer http;

  InvokeApi(RuntimeApi function) {
    this.function = function;
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.createContext("/2015-03-31/functions/migration/invocations", this::invoke);
    http.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  int calls() {
    return calls.get();
  }

  private void invoke(HttpExchange exchange) throws IOException {
    calls.incrementAndGet();
    try (exchange) {
      byte[] answer;
      try {
        answer =
            withSubject(function.invoke(exchange.getRequestBody().readAllBytes(), COGNITO_WAITS));
      } catch (RuntimeApi.FunctionException e) {
        exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
        answer = String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8);
      }
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private static byte[] withSubject(byte[] answer) throws IOException {
    ObjectNode event = (ObjectNode) JSON.readTree(answer);
    event.withObject("/response/userAttributes").put("sub", UUID.randomUUID().toString());
    return JSON.writeValueAsBytes(event);
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
