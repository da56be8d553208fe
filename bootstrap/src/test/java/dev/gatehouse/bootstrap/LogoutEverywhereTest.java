package dev.gatehouse.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.Gatehouse;
import dev.gatehouse.ProviderSettings;
import dev.gatehouse.adapter.cognito.CognitoSettings;
import dev.gatehouse.adapter.cognito.RiskContext;
import dev.gatehouse.adapter.cognito.quota.Quotas;
import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import dev.gatehouse.domain.limit.Limits;
import dev.gatehouse.domain.login.Credentials.UsernamePassword;
import dev.gatehouse.domain.login.LoginProgress.LoggedIn;
import dev.gatehouse.domain.session.LogoutOutcome.LoggedOut;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.token.AccountAuthorizationOutcome;
import dev.gatehouse.domain.token.AuthorizationOutcome;
import dev.gatehouse.domain.token.AuthorizationOutcome.Authorized;
import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.Tokens;
import dev.gatehouse.harness.emulator.CognitoLocal;
import dev.gatehouse.harness.emulator.RequiresTool;
import dev.gatehouse.harness.emulator.Tool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Checks that a logout everywhere ends sessions of the same second, and that the next login works
 * at once.
 */
@Isolated
final class LogoutEverywhereTest {
  private static final int SESSIONS = 50;
  private static final String TARGET = "X-Amz-Target";
  private static final Caller CALLER = new Caller("test", ClientAddress.of("192.0.2.1"));
  private static final NewPassword PASSWORD = new NewPassword("Correct1horse");
  private static final Username ALICE = new Username("alice");

  @Test
  void embedded_provider_ends_sessions_of_the_same_second() {
    Instant now = Instant.parse("2026-01-01T12:00:00.500Z");
    try (Gatehouse gatehouse = Gatehouse.inMemory().clock(() -> now).open()) {
      assertSessionsEnd(gatehouse);
    }
  }

  @Nested
  @RequiresTool(Tool.NODE)
  final class OnTheEmulator {
    @Test
    void user_pool_ends_sessions_of_the_same_second() throws IOException {
      System.setProperty("aws.accessKeyId", "local");
      System.setProperty("aws.secretAccessKey", "local");
      try (CognitoLocal emulator = CognitoLocal.start();
          SignOut signOut = new SignOut(emulator.endpoint())) {
        CognitoLocal.UserPool pool = emulator.createUserPool();
        ProviderSettings settings =
            new ProviderSettings.Cognito(
                new CognitoSettings(
                    "local",
                    pool.userPoolId(),
                    pool.clientId(),
                    null,
                    RegistrationConfirmation.AUTO,
                    signOut.endpoint(),
                    Quotas.NONE,
                    new RiskContext("localhost", false)),
                List.of(new ProviderSettings.Issuer(pool.issuer(), pool.jwksUrl())),
                Duration.ofMinutes(5));
        try (Gatehouse gatehouse = Gatehouse.with(settings).limits(Limits.OFF).open()) {
          assertSessionsEnd(gatehouse);
        }
      } finally {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
      }
    }
  }

  private static void assertSessionsEnd(Gatehouse gatehouse) {
    gatehouse
        .useCases()
        .registration()
        .register(CALLER, new NewUser(ALICE, PASSWORD, new EmailAddress("alice@example.com")));
    List<Tokens> sessions = new ArrayList<>();
    for (int i = 0; i < SESSIONS; i++) {
      sessions.add(logIn(gatehouse));
    }
    assertThat(sessions).allMatch(tokens -> authorize(gatehouse, tokens) instanceof Authorized);

    BearerToken last = new BearerToken(sessions.getLast().accessToken().reveal());
    AccountAccess access =
        ((AccountAuthorizationOutcome.Authorized)
                gatehouse.useCases().authorization().authorizeAccount(last))
            .access();
    assertThat(gatehouse.useCases().sessions().logOutEverywhere(CALLER, access, null))
        .isInstanceOf(LoggedOut.class);

    assertThat(sessions).noneMatch(tokens -> authorize(gatehouse, tokens) instanceof Authorized);
    assertThat(authorize(gatehouse, logIn(gatehouse))).isInstanceOf(Authorized.class);
  }

  private static Tokens logIn(Gatehouse gatehouse) {
    return ((LoggedIn)
            gatehouse
                .useCases()
                .login()
                .logIn(CALLER, new UsernamePassword(ALICE, PASSWORD.asPassword())))
        .tokens();
  }

  private static AuthorizationOutcome authorize(Gatehouse gatehouse, Tokens tokens) {
    return gatehouse
        .useCases()
        .authorization()
        .authorize(new BearerToken(tokens.idToken().reveal()));
  }

  /**
   * Adds the operation GlobalSignOut, which the emulator lacks, and forwards all others to the
   * emulator.
   */
  private static final class SignOut implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI emulator;
    private final HttpServer server;

    SignOut(URI emulator) throws IOException {
      this.emulator = emulator;
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::answer);
      server.start();
    }

    URI endpoint() {
      return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
      try (exchange) {
        String target = exchange.getRequestHeaders().getFirst(TARGET);
        byte[] request = exchange.getRequestBody().readAllBytes();
        if (target.endsWith(".GlobalSignOut")) {
          reply(exchange, 200, "{}".getBytes(UTF_8));
        } else {
          HttpResponse<byte[]> response = forward(exchange, target, request);
          reply(exchange, response.statusCode(), response.body());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, String target, byte[] body)
        throws IOException, InterruptedException {
      return client.send(
          HttpRequest.newBuilder(emulator)
              .header(TARGET, target)
              .header("Content-Type", exchange.getRequestHeaders().getFirst("Content-Type"))
              .POST(BodyPublishers.ofByteArray(body))
              .build(),
          BodyHandlers.ofByteArray());
    }

    private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
      server.stop(0);
      client.close();
    }
  }
}
