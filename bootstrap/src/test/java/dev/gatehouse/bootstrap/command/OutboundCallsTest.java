package dev.gatehouse.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.bootstrap.terminal.Terminal;
import dev.gatehouse.harness.http.LoopbackProxy;
import dev.gatehouse.testkit.TokenMint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.Authenticator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Checks that all outbound calls of {@code doctor} take the proxies of the settings. */
@Isolated
final class OutboundCallsTest {
  private static final String PASSWORD = "s3cret-of-the-proxy";
  private static final Map<String, String> CREDENTIALS =
      Map.of("aws.accessKeyId", "AKIDEXAMPLE", "aws.secretAccessKey", "wJalrXUtnFEMI");

  private final ProxySelector selector = ProxySelector.getDefault();
  private final @Nullable Authenticator passwords = Authenticator.getDefault();
  private HttpServer service;

  @BeforeEach
  void start() throws IOException {
    CREDENTIALS.forEach(System::setProperty);
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext("/", OutboundCallsTest::answer);
    service.start();
  }

  @AfterEach
  void stop() {
    service.stop(0);
    CREDENTIALS.keySet().forEach(System::clearProperty);
    ProxySelector.setDefault(selector);
    Authenticator.setDefault(passwords);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean keys = exchange.getRequestMethod().equals("GET");
      byte[] body =
          (keys
                  ? new TokenMint("http://pool.test", "key-1").keySet()
                  : "{\"__type\":\"AccessDeniedException\",\"message\":\"not authorized\"}")
              .getBytes(StandardCharsets.UTF_8);
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(keys ? 200 : 400, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private LoopbackProxy proxy(String credentials) {
    return new LoopbackProxy(service.getAddress().getPort(), credentials);
  }

  private static String doctor(String scheme, Map<String, String> proxies) {
    Map<String, String> variables = new HashMap<>(proxies);
    variables.put("USER_POOL_ID", "eu-central-1_AbC");
    variables.put("COGNITO_CLIENT_ID", "client");
    variables.put("COGNITO_ENDPOINT", scheme + "://pool.test");
    variables.put("COGNITO_ISSUER", scheme + "://keys.pool.test");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
    new Commands(
            variables,
            new Terminal(new ByteArrayInputStream(new byte[0]), printed, printed, false),
            _ -> {})
        .run(List.of("doctor"));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void http_calls_to_the_pool_and_the_key_set_pass_the_proxy_with_its_password() throws Exception {
    try (LoopbackProxy proxy = proxy("alice:" + PASSWORD)) {
      String url = "http://alice:" + PASSWORD + "@127.0.0.1:" + proxy.port();

      String report = doctor("http", Map.of("HTTP_PROXY", url));

      assertThat(proxy.passed())
          .contains("POST http://pool.test/", "GET http://keys.pool.test/.well-known/jwks.json");
      assertThat(report)
          .contains("outbound_proxy: http URLs: http://127.0.0.1:" + proxy.port() + ";")
          .contains("ok      key_set")
          .doesNotContain(PASSWORD, "alice");
    }
  }

  @Test
  void https_calls_to_the_pool_and_the_key_set_use_tunnels_of_the_proxy() throws Exception {
    try (LoopbackProxy proxy = proxy("")) {
      String report = doctor("https", Map.of("https_proxy", "127.0.0.1:" + proxy.port()));

      assertThat(proxy.passed())
          .contains("CONNECT pool.test:443", "CONNECT keys.pool.test:443")
          .allMatch(request -> request.startsWith("CONNECT "));
      assertThat(report).contains("https URLs: http://127.0.0.1:" + proxy.port());
    }
  }

  @Test
  void exceptions_bypass_the_proxy() throws Exception {
    try (LoopbackProxy proxy = proxy("")) {
      doctor(
          "http",
          Map.of(
              "HTTP_PROXY",
              "http://127.0.0.1:" + proxy.port(),
              "NO_PROXY",
              "other.test, .pool.test"));

      assertThat(proxy.passed()).isEmpty();
    }
  }

  @Test
  void without_the_settings_the_proxies_of_the_jvm_are_used() {
    assertThat(doctor("http", Map.of())).contains("outbound_proxy: neither HTTP_PROXY nor");
    assertThat(ProxySelector.getDefault()).isSameAs(selector);
  }
}
