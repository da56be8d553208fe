package dev.gatehouse.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.TestUser;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TestServerTest {
  private final EchoFeature echo = new EchoFeature();
  private final TestServer server = TestServer.with(echo).setting("ECHO_WORD", "hullo").start();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void created_test_user_is_authenticated() {
    TestUser alice = server.user("alice", "editors", "cooks");

    TestResponse me = server.client().loggedInAs(alice).get("/users/me");

    assertThat(me.status()).isEqualTo(200);
    assertThat(me.json().path("username").asText()).isEqualTo("alice");
    assertThat(me.json().path("sub").asText()).isEqualTo(alice.subject().value());
    assertThat(
            StreamSupport.stream(me.json().path("groups").spliterator(), false)
                .map(JsonNode::asText))
        .isEqualTo(List.of("cooks", "editors"));
  }

  @Test
  void same_name_returns_the_same_user() {
    assertThat(server.user("alice").subject()).isEqualTo(server.user("alice").subject());
    assertThat(server.user("alice").subject()).isNotEqualTo(server.user("bob").subject());
  }

  @Test
  void expired_and_revoked_tokens_are_refused() {
    TestResponse expired = server.client().loggedInAs(server.expired("alice")).get("/echo");
    TestResponse revoked = server.client().loggedInAs(server.revoked("bob")).get("/echo");

    assertThat(List.of(expired.status(), revoked.status())).containsOnly(401);
    assertThat(List.of(expired.code(), revoked.code())).containsOnly("invalid_token");
    // Two hours earlier, the same token is valid: it was refused only because of its age.
    TestUser carol = server.expired("carol");
    server.clock().turn(Duration.ofHours(-2));
    assertThat(server.client().loggedInAs(carol).get("/echo").status()).isEqualTo(200);
  }

  @Test
  void advanced_clock_expires_tokens() {
    TestUser alice = server.user("alice");

    server.clock().advance(Duration.ofMinutes(59));
    assertThat(server.client().loggedInAs(alice).get("/echo").status()).isEqualTo(200);
    server.clock().advance(Duration.ofMinutes(2));
    assertThat(server.client().loggedInAs(alice).get("/echo").status()).isEqualTo(401);
    assertThat(server.client().loggedInAs(server.user("alice")).get("/echo").status())
        .isEqualTo(200);
  }

  @Test
  void feature_receives_settings_and_user_deletions() {
    TestUser alice = server.user("alice");
    assertThat(server.client().loggedInAs(alice).get("/echo").text())
        .isEqualTo("{\"alice\":\"hullo\"}");

    server.delete(alice);

    assertThat(echo.gone()).containsExactly(alice.subject());
    assertThat(server.client().loggedInAs(alice).get("/echo").status()).isEqualTo(401);
  }

  @Test
  void test_users_are_always_confirmed() {
    try (TestServer strict =
        TestServer.with().confirmation(RegistrationConfirmation.CODE).start()) {
      TestUser alice = strict.user("alice");

      assertThat(strict.client().loggedInAs(alice).get("/users/me").status()).isEqualTo(200);
    }
  }

  @Test
  void client_sends_the_given_method_and_token() {
    TestClient client = server.client();

    assertThat(client.get("/nowhere").code()).isEqualTo("not_found");
    assertThat(client.put("/echo").header("Allow")).contains("GET");
    assertThat(client.patch("/users/me", "{}").status()).isEqualTo(401);
    assertThat(client.delete("/users/me/mfa/totp").status()).isEqualTo(401);
    assertThat(client.withBearerToken("nonsense").get("/echo").status()).isEqualTo(401);
    assertThat(client.put("/echo", "{}").status()).isEqualTo(405);
    assertThat(client.get("/health/live").toString()).isEqualTo("200 {\"status\":\"up\"}");
  }

  @Test
  void extension_without_annotation_reports_the_missing_annotation() {
    GatehouseExtension forgotten = GatehouseExtension.with();

    assertThatIllegalStateException()
        .isThrownBy(forgotten::client)
        .withMessageContaining("is the field annotated with @RegisterExtension?");
  }
}
