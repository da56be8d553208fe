package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.totp.TotpSecret;
import dev.gatehouse.testkit.Authenticator;
import dev.gatehouse.testkit.server.TestClient;
import dev.gatehouse.testkit.server.TestClock;
import dev.gatehouse.testkit.server.TestResponse;
import dev.gatehouse.testkit.server.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Attacks an account with a stolen access token. */
final class StepUpTest {
  private static final String TOTP = "/users/me/mfa/totp";
  private static final String EMAIL = "\"email\":\"thief@example.com\"";
  private static final String PASSWORD = "\"currentPassword\":\"Correct1horse\"";

  private final TestClock clock = new TestClock();
  private final TestServer gatehouse = TestServer.with().clock(clock).start();
  private final TestClient client = gatehouse.client();
  private final JsonNode tokens;
  private final TestClient thief;

  StepUpTest() {
    client.post(
        "/users",
        "{\"username\":\"alice\",\"password\":\"Correct1horse\",\"email\":\"a@example.com\"}");
    tokens =
        client.post("/login", "{\"username\":\"alice\",\"password\":\"Correct1horse\"}").json();
    thief = client.withBearerToken(tokens.path("accessToken").asText());
  }

  @AfterEach
  void close() {
    gatehouse.close();
  }

  @Test
  void stolen_access_token_does_not_give_the_account_away() {
    Authenticator app = enrolled();
    clock.advance(Duration.ofMinutes(11));

    assertStepUp(thief.patch("/users/me", "{" + EMAIL + "}"));
    assertStepUp(thief.delete(TOTP));
    assertStepUp(thief.post(TOTP, "{}"));
    assertStepUp(thief.post("/users/me/deletion", "{}"));
    assertStepUp(thief.post("/logout/everywhere", "{}"));
    assertStepUp(thief.delete("/users/me/sessions/another"));
    assertThat(thief.patch("/users/me", "{" + EMAIL + ",\"currentPassword\":\"guess\"}").code())
        .isEqualTo("invalid_credentials");

    assertThat(thief.get("/users/me/sessions").json().path("sessions")).hasSize(1);
    assertThat(thief.get(TOTP).json().path("enabled").asBoolean()).isTrue();
    assertThat(thief.patch("/users/me", "{" + EMAIL + "," + PASSWORD + "}").status())
        .isEqualTo(200);
    assertThat(remove(app.code(clock.instant())).status()).isEqualTo(204);
  }

  @Test
  void refresh_does_not_make_a_login_recent() {
    clock.advance(Duration.ofMinutes(11));
    JsonNode refreshed =
        client
            .post("/token/refresh", "{\"refreshToken\":" + tokens.path("refreshToken") + "}")
            .json();

    assertStepUp(
        client
            .withBearerToken(refreshed.path("accessToken").asText())
            .patch("/users/me", "{" + EMAIL + "}"));
  }

  @Test
  void totp_is_replaced_or_removed_only_with_a_current_code() {
    Authenticator app = enrolled();

    for (TestResponse refused : new TestResponse[] {thief.delete(TOTP), thief.post(TOTP, "{}")}) {
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.json().path("errors").path(0).path("field").asText()).isEqualTo("code");
    }
    assertThat(remove("000000").code()).isEqualTo("invalid_code");
    assertThat(thief.get(TOTP).json().path("enabled").asBoolean()).isTrue();

    String code = app.code(clock.instant()).reveal();
    assertThat(thief.post(TOTP, "{\"code\":\"" + code + "\"}").status()).isEqualTo(201);
    assertThat(remove(code).code()).isEqualTo("invalid_code");
  }

  @Test
  void own_session_ends_without_the_password() {
    clock.advance(Duration.ofMinutes(11));
    String id = thief.get("/users/me/sessions").json().path("sessions").path(0).path("id").asText();

    assertThat(thief.delete("/users/me/sessions/" + id).status()).isEqualTo(204);
  }

  private Authenticator enrolled() {
    Authenticator app =
        new Authenticator(new TotpSecret(thief.post(TOTP, "{}").json().path("secret").asText()));
    String code = app.code(clock.instant(), -1).reveal();
    assertThat(thief.put(TOTP, "{\"code\":\"" + code + "\"}").status()).isEqualTo(204);
    return app;
  }

  private TestResponse remove(ConfirmationCode code) {
    return remove(code.reveal());
  }

  private TestResponse remove(String code) {
    return thief.send(
        "DELETE",
        TOTP,
        "{" + PASSWORD + ",\"code\":\"" + code + "\"}",
        "Content-Type",
        "application/json");
  }

  private static void assertStepUp(TestResponse response) {
    assertThat(response.status()).as("%s", response).isEqualTo(401);
    assertThat(response.code()).isEqualTo("reauthentication_required");
    assertThat(response.header("WWW-Authenticate"))
        .isEqualTo("Bearer error=\"insufficient_user_authentication\", max_age=\"600\"");
  }
}
