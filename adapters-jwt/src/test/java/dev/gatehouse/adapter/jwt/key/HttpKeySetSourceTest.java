package dev.gatehouse.adapter.jwt.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpKeySetSourceTest {
  private static final String DOCUMENT = "{\"keys\":[]}";

  private final CountDownLatch over = new CountDownLatch(1);
  private final HttpServer server = serverOnFreePort();

  @BeforeEach
  void start() {
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
  }

  @Test
  void document_is_fetched() throws IOException {
    server.createContext("/keys", exchange -> answer(exchange, 200, DOCUMENT));

    assertThat(source("/keys").fetch()).isEqualTo(DOCUMENT);
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 403, 404, 500, 503})
  void other_answer_than_200_is_refused(int status) {
    server.createContext("/keys", exchange -> answer(exchange, status, DOCUMENT));

    assertThatIOException()
        .isThrownBy(() -> source("/keys").fetch())
        .withMessageContainingAll("/keys", Integer.toString(status));
  }

  @Test
  void redirect_is_not_followed() {
    AtomicInteger followed = new AtomicInteger();
    server.createContext(
        "/elsewhere",
        exchange -> {
          followed.incrementAndGet();
          answer(exchange, 200, DOCUMENT);
        });
    server.createContext(
        "/keys",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/elsewhere");
          answer(exchange, 302, "");
        });

    assertThatIOException().isThrownBy(() -> source("/keys").fetch()).withMessageContaining("302");
    assertThat(followed).hasValue(0);
  }

  @Test
  void document_over_256_kib_is_refused() throws IOException {
    server.createContext("/fits", exchange -> answer(exchange, 200, " ".repeat(256 * 1024)));
    server.createContext("/large", exchange -> answer(exchange, 200, " ".repeat(256 * 1024 + 1)));

    assertThat(source("/fits").fetch()).hasSize(256 * 1024);
    assertThatIOException().isThrownBy(() -> source("/large").fetch());
  }

  @Test
  void body_that_drips_is_given_up() {
    server.createContext(
        "/keys",
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          awaitEnd();
        });

    assertThatIOException()
        .isThrownBy(() -> source("/keys").fetch())
        .withMessageContaining("did not answer within");
  }

  @Test
  void nobody_listening_is_said_with_the_url() {
    URI url = url("/keys");
    server.stop(0);

    assertThatIOException()
        .isThrownBy(() -> KeySetSource.at(url).fetch())
        .withMessageContaining(url.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://127.0.0.1/keys", "file:///keys", "keys", "http:///keys"})
  void other_url_than_of_http_is_refused_at_once(String url) {
    assertThatIllegalArgumentException().isThrownBy(() -> KeySetSource.at(URI.create(url)));
  }

  private void awaitEnd() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private KeySetSource source(String path) {
    return KeySetSource.at(url(path));
  }

  private URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, status == 204 ? -1 : bytes.length);
    if (status != 204) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private static HttpServer serverOnFreePort() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
