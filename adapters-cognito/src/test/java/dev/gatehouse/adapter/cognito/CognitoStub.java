package dev.gatehouse.adapter.cognito;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A server on loopback that uses Cognito's wire format (AWS JSON 1.1) and sends the responses that
 * a test sets.
 *
 * <p>It records each request. For an operation without a set response, it sends an error that no
 * adapter expects.
 */
public final class CognitoStub implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TARGET_PREFIX = "AWSCognitoIdentityProviderService.";

  static {
    // By default the server closes idle connections above 200, even if a client starts to use them.
    System.setProperty("sun.net.httpserver.maxIdleConnections", "2000");
  }

  /** One recorded call. */
  public record Request(String operation, JsonNode body, @Nullable String authorization) {
    boolean signed() {
      return authorization != null && authorization.startsWith("AWS4-HMAC-SHA256 ");
    }

    String password() {
      return body.at("/AuthParameters/PASSWORD").asText();
    }
  }

  /** Sends the response to a call. */
  public interface Answer {
    void give(Request request, HttpExchange exchange) throws IOException, InterruptedException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Deque<Answer>> script = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger received = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);

  public CognitoStub() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Sets the responses to the operation's calls, in this order; the last one is repeated. */
  public CognitoStub on(String operation, Answer... answers) {
    script.put(operation, new ArrayDeque<>(List.of(answers)));
    return this;
  }

  /**
   * Sets one response per line: an operation, and JSON or the name and message of an error. Several
   * lines of one operation are sent in this order.
   */
  public CognitoStub answers(String lines) {
    Map<String, List<Answer>> all =
        lines
            .lines()
            .map(line -> line.split(" ", 2))
            .collect(groupingBy(line -> line[0], mapping(line -> answer(line[1]), toList())));
    all.forEach((operation, answers) -> on(operation, answers.toArray(Answer[]::new)));
    return this;
  }

  private static Answer answer(String text) {
    String[] error = text.split(" ", 2);
    return text.startsWith("{") ? json(text) : error(error[0], error[1]);
  }

  /** Returns the calls so far, in the order of their arrival. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** Returns the operations called so far, in the order of their arrival. */
  public List<String> operations() {
    return requests.stream().map(Request::operation).toList();
  }

  /** Forgets the calls so far. */
  void forget() {
    requests.clear();
  }

  /** Returns the number of requests of any kind so far. */
  int connections() {
    return received.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    received.incrementAndGet();
    try (exchange) {
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      if (target == null || !target.startsWith(TARGET_PREFIX)) {
        throw new IOException("not a call to Cognito: " + exchange.getRequestURI());
      }
      Request request =
          new Request(
              target.substring(TARGET_PREFIX.length()),
              JSON.readTree(exchange.getRequestBody()),
              exchange.getRequestHeaders().getFirst("Authorization"));
      requests.add(request);
      next(request.operation()).give(request, exchange);
    } catch (InterruptedException e) {
      throw new IOException("the stub is closing", e);
    }
  }

  private Answer next(String operation) {
    Deque<Answer> answers = script.get(operation);
    if (answers == null) {
      return status(418, "the stub was told nothing of " + operation);
    }
    synchronized (answers) {
      return answers.size() > 1 ? answers.pop() : answers.getFirst();
    }
  }

  /** Reads JSON. */
  public static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Answer json(String body) {
    return status(200, body);
  }

  public static Answer json(Map<String, ?> members) {
    return json(JSON.valueToTree(members).toString());
  }

  public static Answer error(String type, String message) {
    return error(400, type, message);
  }

  static Answer error(int status, String type, String message) {
    return status(
        status, JSON.createObjectNode().put("__type", type).put("message", message).toString());
  }

  public static Answer status(int status, String body) {
    return (_, exchange) -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  /** Closes the connection without a response. */
  public static Answer hangUp() {
    return (_, exchange) -> exchange.close();
  }

  /** Closes the connection in the middle of the response. */
  static Answer cutShort(String body) {
    return (_, exchange) -> {
      exchange.sendResponseHeaders(200, body.length() + 100);
      exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
    };
  }

  /** Sends nothing until the stub is closed. */
  public Answer stall() {
    return (_, _) -> closed.await();
  }

  /** Sends a response byte by byte, each before the time-out, that never ends. */
  Answer drip() {
    return (_, exchange) -> {
      exchange.sendResponseHeaders(200, 0);
      do {
        exchange.getResponseBody().write(' ');
        exchange.getResponseBody().flush();
      } while (!closed.await(20, TimeUnit.MILLISECONDS));
    };
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
    threads.close();
  }
}
