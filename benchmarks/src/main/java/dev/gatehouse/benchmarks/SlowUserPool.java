package dev.gatehouse.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.testkit.TokenMint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A simulated Cognito with its wire format. It delays each login, and can stop responding. */
public final class SlowUserPool implements AutoCloseable {
  static {
    // By default the JDK's server closes idle connections above 200, even if a client starts to use
    // them.
    System.setProperty("sun.net.httpserver.maxIdleConnections", "1024");
  }

  private static final String POOL = "eu-central-1_Benchmark";
  private static final String CLIENT = "benchmark";

  private final Duration delay;
  private final HttpServer server;
  private final TokenMint mint;
  private final String answer;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Semaphore hung = new Semaphore(0);
  private volatile boolean hanging;

  public SlowUserPool(Duration delay) throws IOException {
    this.delay = delay;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    mint = new TokenMint(url() + "/" + POOL, "key-1");
    Instant now = Instant.now();
    answer =
        "{\"AuthenticationResult\":{\"IdToken\":\"%s\",\"AccessToken\":\"%s\",\"RefreshToken\":\"r\",\"TokenType\":\"Bearer\",\"ExpiresIn\":3600}}"
            .formatted(
                mint.token(mint.idClaims(CLIENT, now)).reveal(),
                mint.token(mint.accessClaims(CLIENT, now)).reveal());
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/keys", exchange -> answer(exchange, mint.keySet()));
    server.createContext("/", this::logIn);
    server.start();
  }

  /** Returns the settings of a server that uses this pool. */
  public Map<String, String> variables() {
    return Map.of(
        "USER_POOL_ID",
        POOL,
        "COGNITO_CLIENT_ID",
        CLIENT,
        "COGNITO_ENDPOINT",
        url(),
        "COGNITO_ISSUER",
        url() + "/" + POOL,
        "COGNITO_JWKS_URL",
        url() + "/keys",
        "COGNITO_QUOTA_AUTHENTICATION",
        "0",
        "AWS_ACCESS_KEY_ID",
        "none",
        "AWS_SECRET_ACCESS_KEY",
        "none");
  }

  /** Returns an ID token that is valid for an hour from now. */
  public BearerToken idToken() {
    return mint.token(mint.idClaims(CLIENT, Instant.now()));
  }

  /** Stops responding to logins. */
  void hang() {
    hanging = true;
  }

  /** Waits until this number of logins wait for a response. */
  void awaitHanging(int logins) throws InterruptedException {
    hung.acquire(logins);
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void logIn(HttpExchange exchange) throws IOException {
    try {
      exchange.getRequestBody().readAllBytes();
      if (hanging) {
        hung.release();
      }
      boolean over =
          closed.await(hanging ? Long.MAX_VALUE : delay.toMillis(), TimeUnit.MILLISECONDS);
      if (!over) {
        answer(exchange, answer);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }
}
