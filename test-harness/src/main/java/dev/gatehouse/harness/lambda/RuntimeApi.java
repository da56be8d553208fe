package dev.gatehouse.harness.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The Runtime API of AWS Lambda: a runtime client asks it for events and posts the responses.
 *
 * <p>It ends no function that takes too long, and sends one event after the other.
 */
public final class RuntimeApi implements AutoCloseable {
  private static final String ROOT = "/2018-06-01/runtime/";
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(60);

  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>(1_000);
  private final Map<String, CompletableFuture<byte[]>> responses = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> started = new CompletableFuture<>();
  private final CountDownLatch restored = new CountDownLatch(1);

  private record Event(String id, String body, Duration timeout) {}

  /** The function reported an error. */
  public static final class FunctionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FunctionException(String message) {
      super(message);
    }
  }

  /** Starts the API on a free port of the loopback interface. */
  public RuntimeApi() {
    // Otherwise each exchange takes 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.setExecutor(threads);
    http.createContext(ROOT, this::exchange);
    http.start();
  }

  /** Returns the value of {@code AWS_LAMBDA_RUNTIME_API}. */
  public String address() {
    return "127.0.0.1:" + http.getAddress().getPort();
  }

  /** Waits until the function asks for an event; with a snapshot, until it can be taken. */
  public void awaitInit() {
    result(started);
  }

  /** Lets the function go on after its snapshot. */
  public void restore() {
    restored.countDown();
  }

  /**
   * Has the function handle an event.
   *
   * @param timeout the time that the function is told to have
   * @throws FunctionException if it reports an error
   * @throws IllegalStateException if it does not answer within a minute
   */
  public byte[] invoke(byte[] event, Duration timeout) {
    String id = UUID.randomUUID().toString();
    CompletableFuture<byte[]> response = new CompletableFuture<>();
    responses.put(id, response);
    events.add(new Event(id, text(event), timeout));
    try {
      return result(response);
    } finally {
      responses.remove(id);
    }
  }

  private static <T> T result(CompletableFuture<T> future) {
    try {
      return future.get(ANSWERED_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof FunctionException reported
          ? new FunctionException(String.valueOf(reported.getMessage()))
          : new IllegalStateException(e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("the function does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void exchange(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath().substring(ROOT.length());
      switch (path) {
        case "invocation/next" -> next(exchange);
        case "restore/next" -> {
          started.complete(null);
          restored.await();
          send(exchange, 200, new byte[0]);
        }
        case "init/error", "restore/error" -> {
          fail(text(body));
          send(exchange, 202, new byte[0]);
        }
        default -> {
          complete(path.split("/", -1), body);
          send(exchange, 202, new byte[0]);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void next(HttpExchange exchange) throws IOException, InterruptedException {
    started.complete(null);
    Event event = events.take();
    exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", event.id());
    exchange
        .getResponseHeaders()
        .set(
            "Lambda-Runtime-Deadline-Ms",
            Long.toString(Instant.now().plus(event.timeout()).toEpochMilli()));
    send(exchange, 200, event.body().getBytes(StandardCharsets.UTF_8));
  }

  private void complete(String[] path, byte[] body) {
    CompletableFuture<byte[]> response = responses.get(path[1]);
    if (response == null) {
      throw new IllegalStateException("nobody waits for this response");
    }
    if (path[2].equals("response")) {
      response.complete(body);
    } else {
      response.completeExceptionally(new FunctionException(text(body)));
    }
  }

  /** Ends all waiting, for example because the function has ended. */
  void fail(String reason) {
    FunctionException failure = new FunctionException(reason);
    started.completeExceptionally(failure);
    responses.values().forEach(response -> response.completeExceptionally(failure));
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The client crashes if there is no content type. */
  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
