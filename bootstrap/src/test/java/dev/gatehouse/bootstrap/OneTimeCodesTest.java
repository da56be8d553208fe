package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.bootstrap.HttpConnection.Response;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import dev.gatehouse.domain.limit.Limits;
import dev.gatehouse.testkit.server.TestServer;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks on one-time codes, with the default limits. */
final class OneTimeCodesTest {
  private static final String HOME = "198.51.100.1";
  private static final String ATTACKER = "203.0.113.1";
  private static final String OWNERS = "Correct1horse";
  private static final String ATTACKERS = "Attacker1password";
  private static final String EMAIL = "victim@example.com";

  private static TestServer server(RegistrationConfirmation confirmation) {
    return TestServer.with().confirmation(confirmation).limits(Limits.DEFAULT).start();
  }

  private static Response post(TestServer server, String address, String path, String body)
      throws IOException {
    return ExistenceTest.post(server, path, body, address);
  }

  private static String code(TestServer server, String email) {
    return Objects.requireNonNull(server.provider().newestCode(new EmailAddress(email))).reveal();
  }

  private static void register(TestServer server, String address, String password)
      throws IOException {
    String body = "{'username':'victim','password':'%s','email':'%s'}".formatted(password, EMAIL);
    assertThat(post(server, address, "/users", body).status()).isEqualTo(201);
  }

  private static Response logIn(TestServer server, String address, String password)
      throws IOException {
    return post(
        server, address, "/login", "{'username':'victim','password':'%s'}".formatted(password));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void code_of_the_owner_activates_the_owners_password(boolean attackerFirst) throws IOException {
    try (TestServer server = server(RegistrationConfirmation.CODE)) {
      if (attackerFirst) {
        register(server, ATTACKER, ATTACKERS);
      }
      register(server, HOME, OWNERS);
      String code = code(server, EMAIL);
      if (!attackerFirst) {
        register(server, ATTACKER, ATTACKERS);
      }
      String resend = "{'username':'victim'}";
      assertThat(post(server, ATTACKER, "/users/confirmation/resend", resend).status())
          .isEqualTo(202);

      String confirmation = "{'username':'victim','code':'%s'}".formatted(code);
      assertThat(post(server, HOME, "/users/confirmation", confirmation).status()).isEqualTo(204);

      assertThat(logIn(server, HOME, OWNERS).status()).isEqualTo(200);
      assertThat(logIn(server, ATTACKER, ATTACKERS).status()).isEqualTo(401);
    }
  }

  @Test
  void reset_code_sent_to_the_former_address_is_void() throws IOException {
    try (TestServer server = server(RegistrationConfirmation.AUTO)) {
      register(server, HOME, OWNERS);
      String access = accessToken(logIn(server, HOME, OWNERS));
      post(server, ATTACKER, "/password/forgot", "{'username':'victim'}");
      String code = code(server, EMAIL);

      assertThat(send(server, "PATCH /users/me", access, "{'email':'new@example.com'}").status())
          .isEqualTo(200);
      String verification = "{'code':'%s'}".formatted(code(server, "new@example.com"));
      assertThat(send(server, "POST /users/me/email/verification", access, verification).status())
          .isEqualTo(204);

      assertThat(reset(server, ATTACKER, code).status()).isEqualTo(422);
      assertThat(logIn(server, HOME, OWNERS).status()).isEqualTo(200);
    }
  }

  private static String accessToken(Response login) {
    return login.body().replaceAll(".*\"accessToken\":\"([^\"]*)\".*", "$1");
  }

  private static Response send(TestServer server, String request, String access, String body)
      throws IOException {
    try (HttpConnection connection = new HttpConnection(server.port())) {
      return connection.send(
          request,
          body.replace('\'', '"'),
          "Content-Type: application/json",
          "Authorization: Bearer " + access,
          "X-Forwarded-For: " + HOME);
    }
  }

  private static Response reset(TestServer server, String address, String code) throws IOException {
    return post(
        server,
        address,
        "/password/reset",
        "{'username':'victim','code':'%s','newPassword':'Brandnew2horse'}".formatted(code));
  }

  @Test
  void wrong_codes_of_strangers_do_not_use_up_the_owners_code() throws IOException {
    try (TestServer server = server(RegistrationConfirmation.AUTO)) {
      register(server, HOME, OWNERS);
      assertThat(logIn(server, HOME, OWNERS).status()).isEqualTo(200);
      post(server, HOME, "/password/forgot", "{'username':'victim'}");
      int wrong = 0;
      for (int stranger = 1; stranger <= 20; stranger++) {
        for (int i = 0; i < 10; i++) {
          wrong += reset(server, "203.0.113." + stranger, "none").status() == 422 ? 1 : 0;
        }
      }

      assertThat(wrong).as("tries of all strangers together").isEqualTo(100);
      assertThat(reset(server, HOME, code(server, EMAIL)).status()).isEqualTo(204);
    }
  }
}
