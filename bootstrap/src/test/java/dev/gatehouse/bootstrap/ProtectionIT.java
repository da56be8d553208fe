package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.bootstrap.HttpConnection.Response;
import dev.gatehouse.domain.totp.TotpSecret;
import dev.gatehouse.testkit.Authenticator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the protection of accounts against attackers in the packaged jar. */
@Tag("slow")
final class ProtectionIT {
  private static final String JSON = "Content-Type: application/json";

  @TempDir private Path folder;

  private static String login(String name, String password) {
    return "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password);
  }

  private static String answer(String session, String member, String value) {
    return "{\"session\":\"%s\",\"answer\":{\"%s\":\"%s\"}}".formatted(session, member, value);
  }

  private static void register(HttpConnection connection, String name) throws IOException {
    Response registered =
        connection.post(
            "/users",
            "{\"username\":\"%s\",\"password\":\"Correct1horse\",\"email\":\"%s@example.com\"}"
                .formatted(name, name));
    assertThat(registered.status()).isEqualTo(201);
  }

  /** Returns the session of the challenge. The response must be a challenge. */
  private static String challenge(Response response, String name) {
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.text("name")).isEqualTo(name);
    assertThat(response.body()).doesNotContain("idToken");
    return response.text("session");
  }

  @Test
  void login_requires_totp_between_confirmation_and_removal() throws IOException {
    try (GatehouseProcess gatehouse =
            GatehouseProcess.serve(
                folder, Map.of("TOTP_ISSUER", "Example Shop", "LOG_LEVEL", "TRACE"));
        HttpConnection connection = new HttpConnection(gatehouse.port())) {
      register(connection, "alice");
      String access =
          "Authorization: Bearer "
              + connection.post("/login", login("alice", "Correct1horse")).text("accessToken");
      Response begun = connection.send("POST /users/me/mfa/totp", "", access);
      assertThat(begun.status()).isEqualTo(201);
      assertThat(begun.text("otpauthUri"))
          .startsWith("otpauth://totp/Example%20Shop:alice?secret=");
      Authenticator app = new Authenticator(new TotpSecret(begun.text("secret")));
      assertThat(confirm(connection, access, "0000000").status()).isEqualTo(422);
      Instant now = Instant.now();
      if (confirm(connection, access, app.code(now, -1).reveal()).status() != 204) {
        // The next time step began in between. Another one does not begin for 30 s.
        now = Instant.now();
        assertThat(confirm(connection, access, app.code(now, -1).reveal()).status()).isEqualTo(204);
      }

      String session =
          challenge(
              connection.post("/login", login("alice", "Correct1horse")), "software_token_mfa");
      assertThat(
              connection
                  .post("/login/challenge", answer(session, "code", app.code(now, -1).reveal()))
                  .status())
          .as("a code works once")
          .isEqualTo(401);
      assertThat(
              connection
                  .post("/login/challenge", answer(session, "newPassword", "Brandnew2horse"))
                  .status())
          .isEqualTo(422);
      Response loggedIn =
          connection.post("/login/challenge", answer(session, "code", app.code(now).reveal()));
      assertThat(loggedIn.status()).isEqualTo(200);
      assertThat(
              connection
                  .get("/users/me", "Authorization: Bearer " + loggedIn.text("idToken"))
                  .text("username"))
          .isEqualTo("alice");

      assertThat(connection.send("DELETE /users/me/mfa/totp", "", access).status()).isEqualTo(422);
      assertThat(
              connection
                  .send(
                      "DELETE /users/me/mfa/totp",
                      "{\"code\":\"%s\"}".formatted(app.code(now, 1).reveal()),
                      access,
                      JSON)
                  .status())
          .isEqualTo(204);
      assertThat(connection.post("/login", login("alice", "Correct1horse")).body())
          .contains("idToken");
      assertThat(gatehouse.output())
          .contains("\"event\":\"totp_enabled\"", "\"event\":\"challenge_refused\"")
          .contains("\"event\":\"challenge_answered\"", "\"event\":\"totp_removed\"");
    }
  }

  private static Response confirm(HttpConnection connection, String access, String code)
      throws IOException {
    return connection.send(
        "PUT /users/me/mfa/totp", "{\"code\":\"%s\"}".formatted(code), access, JSON);
  }

  @Test
  void login_requires_change_of_temporary_password() throws IOException {
    try (GatehouseProcess gatehouse = GatehouseProcess.serve(folder, Map.of());
        HttpConnection connection = new HttpConnection(gatehouse.port())) {
      register(connection, "alice");
      String temporary;
      try (GatehouseProcess command =
          GatehouseProcess.launch(folder, Map.of(), "users", "reset-password", "Alice")
              .printingSecrets()) {
        assertThat(command.exitCode()).isZero();
        temporary = command.temporaryPassword();
        assertThat(command.output())
            .contains("with this password Alice logs in until ")
            .contains("\"event\":\"temporary_password_set\"");
      }

      assertThat(connection.post("/login", login("alice", "Correct1horse")).status())
          .isEqualTo(401);
      String session =
          challenge(connection.post("/login", login("alice", temporary)), "new_password_required");
      for (String refused : new String[] {"short", temporary}) {
        assertThat(
                connection
                    .post("/login/challenge", answer(session, "newPassword", refused))
                    .status())
            .isEqualTo(422);
      }
      Response chosen =
          connection.post("/login/challenge", answer(session, "newPassword", "Brandnew2horse"));
      assertThat(chosen.status()).isEqualTo(200);
      assertThat(chosen.body()).contains("idToken");
      assertThat(connection.post("/login", login("alice", "Brandnew2horse")).status())
          .isEqualTo(200);
      assertThat(connection.post("/login", login("alice", temporary)).status()).isEqualTo(401);
    }
  }

  @Test
  void known_address_logs_in_despite_limit_for_other_addresses() throws IOException {
    Map<String, String> variables =
        Map.of(
            "TRUSTED_PROXIES", "127.0.0.1",
            "LOGIN_ATTEMPTS_PER_ACCOUNT", "10",
            "LOG_LEVEL", "TRACE");
    try (GatehouseProcess gatehouse = GatehouseProcess.serve(folder, variables);
        HttpConnection connection = new HttpConnection(gatehouse.port())) {
      register(connection, "alice");
      assertThat(from(connection, "2001:db8:0:7::1", "Correct1horse").status()).isEqualTo(200);
      for (int i = 0; i < 10; i++) {
        assertThat(from(connection, "198.51.100." + i, "Wrong1horse").status()).isEqualTo(401);
      }

      Response stranger = from(connection, "198.51.100.99", "Correct1horse");
      assertThat(stranger.status()).isEqualTo(429);
      assertThat(stranger.text("code")).isEqualTo("too_many_attempts");
      assertThat(Integer.parseInt(stranger.headers().getOrDefault("retry-after", "")))
          .isBetween(1, 360);
      assertThat(from(connection, "2001:db8:0:7:ffff::2", "Correct1horse").status()).isEqualTo(200);
      assertThat(gatehouse.output())
          .contains(
              "\"event\":\"limited\"",
              "\"address\":\"198.51.100.99\"",
              "\"limit\":\"login_attempts_per_account\"")
          .doesNotContain("alice");
    }
  }

  private static Response from(HttpConnection connection, String address, String password)
      throws IOException {
    return connection.send(
        "POST /login", login("alice", password), JSON, "X-Forwarded-For: 6.6.6.6, " + address);
  }

  @Test
  void only_nodes_with_the_key_open_a_challenge_session() throws IOException {
    Map<String, String> shared =
        Map.of("SESSION_KEY", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    String session;
    try (GatehouseProcess gatehouse = GatehouseProcess.serve(folder, shared);
        HttpConnection connection = new HttpConnection(gatehouse.port())) {
      register(connection, "alice");
      try (GatehouseProcess command =
          GatehouseProcess.launch(folder, shared, "users", "reset-password", "alice")
              .printingSecrets()) {
        assertThat(command.exitCode()).isZero();
        String temporary = command.temporaryPassword();
        session =
            challenge(
                connection.post("/login", login("alice", temporary)), "new_password_required");
      }
    }
    String chosen = answer(session, "newPassword", "Brandnew2horse");
    try (GatehouseProcess another = GatehouseProcess.serve(folder, Map.of());
        HttpConnection connection = new HttpConnection(another.port())) {
      assertThat(connection.post("/login/challenge", chosen).status()).isEqualTo(401);
    }
    try (GatehouseProcess again = GatehouseProcess.serve(folder, shared);
        HttpConnection connection = new HttpConnection(again.port())) {
      assertThat(connection.post("/login/challenge", chosen).status()).isEqualTo(200);
    }
  }
}
