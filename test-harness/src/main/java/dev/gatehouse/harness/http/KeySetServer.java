package dev.gatehouse.harness.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Serves a key set on the loopback interface, and counts the requests. */
public final class KeySetServer implements AutoCloseable {
  private final AtomicInteger requests = new AtomicInteger();
  private final HttpServer http;

  /**
   * Starts the server on a free port.
   *
   * @param keySet returns the key set at each request
   */
  public KeySetServer(Supplier<String> keySet) {
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          byte[] body = keySet.get().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    http.start();
  }

  /** Returns the URL of the key set. */
  public String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort() + "/jwks.json";
  }

  /** Returns the number of requests so far. */
  public int requests() {
    return requests.get();
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
