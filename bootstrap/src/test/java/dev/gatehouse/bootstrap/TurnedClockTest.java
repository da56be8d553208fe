package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.limit.Limit;
import dev.gatehouse.domain.limit.Limits;
import dev.gatehouse.testkit.server.TestClient;
import dev.gatehouse.testkit.server.TestResponse;
import dev.gatehouse.testkit.server.TestServer;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Corrects the clock of a running server by two hours, in both directions. */
final class TurnedClockTest {
  private static final String USER = "\"username\":\"alice\"";
  private static final String LOGIN = "{" + USER + ",\"password\":\"Correct1horse\"}";

  @AutoClose
  private final TestServer server =
      TestServer.with().limits(Limits.OFF.with(Limit.LOGIN_ATTEMPTS, 3)).start();

  private final TestClient client = server.client();

  @BeforeEach
  void register() {
    client.post(
        "/users", "{" + USER + ",\"password\":\"Correct1horse\",\"email\":\"a@example.com\"}");
  }

  @ParameterizedTest
  @ValueSource(longs = {2, -2})
  void locked_out_user_waits_as_long_as_told(long hours) {
    for (int i = 0; i < 3; i++) {
      client.post("/login", LOGIN.replace("Correct", "Wrong"));
    }
    assertThat(retryAfter(client.post("/login", LOGIN))).isBetween(1, 300);

    server.clock().turn(Duration.ofHours(hours));

    int wait = retryAfter(client.post("/login", LOGIN));
    assertThat(wait).isBetween(1, 300);
    server.clock().advance(Duration.ofSeconds(wait - 1));
    assertThat(client.post("/login", LOGIN).status()).isEqualTo(429);
    server.clock().advance(Duration.ofSeconds(1));
    assertThat(client.post("/login", LOGIN).status()).isEqualTo(200);
  }

  private static int retryAfter(TestResponse response) {
    assertThat(response.status()).isEqualTo(429);
    return Integer.parseInt(Objects.requireNonNull(response.header("Retry-After")));
  }

  @ParameterizedTest
  @ValueSource(longs = {2, -2})
  void new_code_works(long hours) {
    client.post("/password/forgot", "{" + USER + "}");
    server.clock().turn(Duration.ofHours(hours));
    client.post("/password/forgot", "{" + USER + "}");

    ConfirmationCode code = server.provider().newestCode(new Username("alice"));
    String reset = "\"code\":\"%s\"".formatted(Objects.requireNonNull(code).reveal());
    assertThat(
            client
                .post(
                    "/password/reset",
                    "{" + USER + "," + reset + ",\"newPassword\":\"Another1horse\"}")
                .status())
        .isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(longs = {2, -2})
  void session_goes_on_but_its_login_is_not_recent(long hours) {
    String refresh = client.post("/login", LOGIN).json().path("refreshToken").asText();

    server.clock().turn(Duration.ofHours(hours));

    JsonNode tokens =
        client.post("/token/refresh", "{\"refreshToken\":\"%s\"}".formatted(refresh)).json();
    TestClient alice = client.withBearerToken(tokens.path("accessToken").asText());
    assertThat(alice.get("/users/me/sessions").status()).isEqualTo(200);
    assertThat(alice.patch("/users/me", "{\"email\":\"b@example.com\"}").code())
        .isEqualTo("reauthentication_required");
  }
}
